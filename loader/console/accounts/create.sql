-- A platform admin who may use the console: a new user, or one who is there; nothing where that one may already.
WITH made AS (
    INSERT INTO users (
        id, tenant_id, email, first_name, last_name, full_name, role, title, phone, timezone, is_active, created_at
    )
    SELECT
        %(id)s, NULL, %(email)s, %(first)s, %(last)s, %(full)s, 'platform_admin', 'Platform admin', '', 'UTC', true,
        clock_timestamp()
    WHERE NOT EXISTS (SELECT FROM users WHERE email = %(email)s AND tenant_id IS NULL)
    RETURNING id
),
known AS (
    SELECT id FROM made
    UNION ALL
    SELECT id FROM users WHERE email = %(email)s AND tenant_id IS NULL AND role = 'platform_admin' AND is_active
)
INSERT INTO console_admins (user_id, password_hash)
SELECT id, %(hash)s FROM known
ON CONFLICT (user_id) DO UPDATE SET password_hash = EXCLUDED.password_hash, disabled_at = NULL
WHERE console_admins.disabled_at IS NOT NULL
RETURNING user_id
