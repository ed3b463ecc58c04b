"""The signals that ask a program to end."""

from __future__ import annotations

import signal

TO_END = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
