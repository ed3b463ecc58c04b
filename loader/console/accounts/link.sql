-- Use a link up; give whom it signs in, if they may still use the console.
WITH used AS (
    DELETE FROM console_links WHERE key_sha256 = %(key)s AND expires_at > clock_timestamp() RETURNING user_id
)
SELECT u.id
FROM used JOIN console_admins a ON a.user_id = used.user_id JOIN users u ON u.id = used.user_id
WHERE u.tenant_id IS NULL AND u.role = 'platform_admin' AND u.is_active AND a.disabled_at IS NULL
