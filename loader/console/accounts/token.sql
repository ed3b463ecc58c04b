-- For whom a token acts; that it is used is noted once a minute.
WITH found AS (
    SELECT t.id AS token, t.scopes, t.used_at, u.id, u.email, u.full_name
    FROM console_tokens t
    JOIN console_admins a ON a.user_id = t.user_id
    JOIN users u ON u.id = t.user_id
    WHERE t.key_sha256 = %(key)s AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > clock_timestamp())
        AND u.tenant_id IS NULL AND u.role = 'platform_admin' AND u.is_active AND a.disabled_at IS NULL
),
seen AS (
    UPDATE console_tokens t SET used_at = clock_timestamp()
    FROM found f WHERE t.id = f.token AND (f.used_at IS NULL OR f.used_at < clock_timestamp() - interval '1 minute')
)
SELECT token, scopes, id AS user, email, full_name AS name FROM found
