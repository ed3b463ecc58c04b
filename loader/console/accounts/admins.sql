SELECT
    u.email, u.full_name AS name, a.password_hash IS NOT NULL AS has_password,
    a.disabled_at IS NULL AND u.is_active AND u.tenant_id IS NULL AND u.role = 'platform_admin' AS enabled, a.created_at
FROM console_admins a JOIN users u ON u.id = a.user_id
ORDER BY a.created_at, u.email
