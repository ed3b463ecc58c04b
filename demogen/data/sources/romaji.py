"""Writes Japanese readings in Latin letters: Hepburn without long marks."""

from __future__ import annotations

from demogen.data.sources.facts import Facts

LONG = (("ou", "o"), ("oo", "o"), ("uu", "u"))


class Romaji:
    """How readings are written, by the tables `syllables.csv` and `vowel_starts.csv`."""

    def __init__(self, facts: Facts) -> None:
        """Read the tables."""
        self._romaji = {row["kana"]: row["romaji"] for row in facts.rows("syllables.csv")}
        self._starts = {row["character"]: row["reading"] for row in facts.rows("vowel_starts.csv")}

    def write(self, kana: str) -> str:
        """Return the Latin letters of a reading; "|" parts what is not to be drawn together."""
        parts = ["".join(self._syllables(part)) for part in kana.split("|")]
        for pair, short in LONG:
            parts = [part.replace(pair, short) for part in parts]
        return "".join(parts).capitalize()

    def parted(self, kanji: str, kana: str) -> str:
        """Return a surname's reading with a "|" before each later character whose reading begins with o or u."""
        for place, character in enumerate(kanji[1:], start=2):
            start = self._starts.get(character)
            at = kana.rfind(start, 1) if start and place == len(kanji) else kana.find(start, 1) if start else -1
            if start and at > 0 and (place < len(kanji) or kana.endswith(start)):
                kana = kana[:at] + "|" + kana[at:]
        return kana

    def _syllables(self, kana: str) -> list[str]:
        """Return the romaji of each syllable; a small tsu doubles what follows."""
        out, at, double = [], 0, False
        while at < len(kana):
            if kana[at] == "っ":
                double, at = True, at + 1
                continue
            size = 2 if kana[at : at + 2] in self._romaji else 1
            text = self._romaji[kana[at : at + size]]
            out.append(("t" if text.startswith("ch") else text[0]) + text if double else text)
            double, at = False, at + size
        return out


def katakana(kana: str) -> str:
    """Return the katakana of hiragana."""
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in kana)
