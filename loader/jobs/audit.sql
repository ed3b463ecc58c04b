INSERT INTO public.audit_logs (user_id, action, entity_type, entity_id, new_values, metadata)
VALUES (%(user_id)s, %(action)s, %(entity_type)s, %(entity_id)s, %(new_values)s, %(metadata)s)
