"""A proxy in front of a server's socket that cuts the line: after so many bytes, or at what the client sends."""

from __future__ import annotations

import contextlib
import socket
import threading


class Proxy:
    """Listens on a port of this machine; `cut_after` counts the client's bytes, `cut_at` is what it sends.

    With `then_at`, what is cut is the line that sends this after `cut_at`. With `away`, the server is out of reach from
    then on: every other line is cut, too, and no new one is let through.
    """

    def __init__(
        self,
        upstream: str,
        *,
        cut_after: int = 0,
        cut_at: bytes = b"",
        then_at: bytes = b"",
        forward: bool = True,
        away: bool = False,
    ) -> None:
        """Begin to listen; what is forwarded goes to a Unix socket. It cuts once."""
        self.upstream, self.cut_after, self.cut_at, self.forward = upstream, cut_after, cut_at, forward
        self.then_at, self.armed, self.away = then_at, set[int](), away
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.cuts = 0
        self.ends: list[socket.socket] = []
        self.pumps: list[threading.Thread] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client = self.listener.accept()[0]
                server = socket.socket(socket.AF_UNIX)
                server.connect(self.upstream)
                self.ends += [client, server]
                for source, sink, watched in ((client, server, True), (server, client, False)):
                    pump = threading.Thread(target=self._pump, args=(source, sink, watched), daemon=True)
                    pump.start()
                    self.pumps.append(pump)

    def _pump(self, source: socket.socket, sink: socket.socket, watched: bool) -> None:
        sent = 0
        with contextlib.suppress(OSError):
            while block := source.recv(8192):
                if watched and not self.cuts and self._is_due(block, sent, id(source)):
                    self.cuts += 1
                    if self.away:
                        self._stop_listening()
                    if self.forward:
                        sink.sendall(block)
                    if self.away:
                        for end in self.ends:
                            with contextlib.suppress(OSError):
                                end.shutdown(socket.SHUT_RD if end is sink else socket.SHUT_RDWR)
                    break
                sink.sendall(block)
                sent += len(block)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _is_due(self, block: bytes, sent: int, line: int) -> bool:
        if not self.cut_at:
            return bool(self.cut_after) and sent + len(block) >= self.cut_after
        if self.cut_at in block and self.then_at:
            self.armed.add(line)
        return self.then_at in block if line in self.armed else not self.then_at and self.cut_at in block

    def _stop_listening(self) -> None:
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def close(self) -> None:
        """Stop listening, and end every line."""
        self._stop_listening()
        for end in self.ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for pump in self.pumps:
            pump.join()
        for end in self.ends:
            end.close()
