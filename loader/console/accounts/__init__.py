"""Who may use the console: admins with a password, sessions of browsers, tokens of programs, links for one sign-in."""
