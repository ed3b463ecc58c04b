"""Where data goes: connections, migrations, what a target must be, and COPY."""
