-- Who may use the console: a platform admin of no tenant who is active and was not kept out.
SELECT u.id, u.email, u.full_name AS name, a.password_hash
FROM console_admins a JOIN users u ON u.id = a.user_id
WHERE u.email = %(email)s AND u.tenant_id IS NULL AND u.role = 'platform_admin' AND u.is_active AND a.disabled_at IS NULL
