-- Whose session it is; that it is used is noted once a minute, so that reading does not write every time.
WITH found AS (
    SELECT s.key_sha256, s.seen_at, u.id, u.email, u.full_name
    FROM console_sessions s
    JOIN console_admins a ON a.user_id = s.user_id
    JOIN users u ON u.id = s.user_id
    WHERE s.key_sha256 = %(key)s
        AND s.seen_at > clock_timestamp() - make_interval(hours => %(idle)s)
        AND s.created_at > clock_timestamp() - make_interval(hours => %(whole)s)
        AND u.tenant_id IS NULL AND u.role = 'platform_admin' AND u.is_active AND a.disabled_at IS NULL
),
seen AS (
    UPDATE console_sessions s SET seen_at = clock_timestamp()
    FROM found f WHERE s.key_sha256 = f.key_sha256 AND f.seen_at < clock_timestamp() - interval '1 minute'
)
SELECT id AS user, email, full_name AS name FROM found
