SELECT
    t.id, t.name, u.email, t.scopes, t.created_at, t.expires_at, t.used_at, t.revoked_at,
    CASE
        WHEN t.revoked_at IS NOT NULL THEN 'revoked'
        WHEN t.expires_at <= clock_timestamp() THEN 'expired'
        ELSE 'active'
    END AS state
FROM console_tokens t JOIN users u ON u.id = t.user_id
ORDER BY t.created_at, t.id
