CASE
    WHEN j.created_tenant_id IS NOT NULL THEN 'living' WHEN j.status = 'completed' THEN coalesce(j.tenant_fate, 'gone')
END