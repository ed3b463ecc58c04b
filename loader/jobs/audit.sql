INSERT INTO audit_logs (id, user_id, action, entity_type, entity_id, new_values, metadata)
VALUES (
    coalesce(%(id)s, gen_random_uuid()), %(user_id)s, %(action)s, %(entity_type)s, %(entity_id)s, %(new_values)s, %(metadata)s
)
