"""Rights: who holds them and what the page says of re-use, in its own words."""

from __future__ import annotations

import re

from communique.reading.furniture import classify_furniture
from communique.words import Rights

__all__ = ["join_rights", "read_rights", "rights_holder"]

LONGEST = 1500

_YEARS = r"(?:(?:19|20)\d\d(?:\s?[-–—]\s?(?:(?:19|20)?\d\d|present)?)?\s*[-–—,.]?\s*)?"
_NAME = r"(?P<holder>[^\W\d_][^.,;|()\n©]{1,80}(?:,?\s(?:Inc|Ltd|LLC|GmbH|Co|Corp|plc|AG|S\.A|B\.V)\.?)?)"
_SIGN = re.compile(
    r"(?:©|\(c\)|&copy;|copyright|版权所有|ⓒ|저작권자)\s*(?:©|\(c\)|ⓒ|by|：|:)?\s*" + _YEARS + _NAME, re.IGNORECASE
)
_BELONGS = re.compile(
    r"(?:belongs?\s+(?:solely\s+)?to|(?:is|are)\s+(?:the\s+)?(?:property|copyright)\s+of|rights?\s+(?:are\s+)?(?:held|owned)\s+by"
    r"|is\s+owned\s+by"
    r"|eigentum\s+(?:der|des|von)|propiedad\s+de|propriété\s+de|принадлежат?)\s+" + _NAME,
    re.IGNORECASE,
)
_AFTER_YEAR = re.compile(
    r"^\s*(?:©\s*)?(?:19|20)\d\d\s*[-–—]?\s*(?:(?:19|20)\d\d)?\s+" + _NAME + r"\.?\s*all\s+rights", re.IGNORECASE
)
_NOT_HOLDER = re.compile(
    r"^(?:all rights|alle rechte|tous droits|todos|tutti"
    r"|law|laws|notice|policy|and|protected|the content|the contents|reserved|by law"
    r"|statement|information)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:19|20)\d\d(?:\s?[-–—]\s?(?:(?:19|20)?\d\d|present))?$|"
    r"\s+[-–—•·]\s.*$"
    r"|\s+(?:all rights|alle rechte|tous droits|todos los derechos|todos os direitos|tutti i diritti"
    r"|or its|and/or its|unless|without|and (?:may|must|shall|is|are|cannot)|may not|must not|is protected)\b.*$"
    r"|\s+(?:未经|未經|禁止|무단).*$",
    re.IGNORECASE,
)
_LICENCE = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)(?:/(\d\.\d))?", re.IGNORECASE)


def rights_holder(statement: str) -> str | None:
    """Return the holder that a rights statement names, None where it names none."""
    text = " ".join(statement[:LONGEST].split())
    for pattern in (_BELONGS, _SIGN, _AFTER_YEAR):
        for m in pattern.finditer(text):
            holder = _TAIL.sub("", m["holder"]).strip(" -–—:,.*")
            if len(holder) > 1 and not _NOT_HOLDER.match(holder):
                return holder
    return None


def read_rights(*statements: str) -> Rights:
    """Return the rights of the first statement that names a holder, else of the longest; in the page's words.

    A statement is any text known to speak of rights: a footer line, `dc.rights`, JSON-LD `copyrightNotice`, the address
    of a licence.
    """
    kept = [" ".join(s.split())[:LONGEST] for s in statements if s and s.strip()]
    if not kept:
        return Rights()
    for text in kept:
        if holder := rights_holder(text):
            return Rights(holder, text)
    best = max(enumerate(kept), key=lambda pair: (bool(_LICENCE.search(pair[1])), len(pair[1]), -pair[0]))[1]
    return Rights(None, best)


def join_rights(first: Rights, second: Rights) -> Rights:
    """Return the first rights with what they lack filled from the second."""
    return Rights(first.holder or second.holder, first.statement or second.statement)


def speaks_of_rights(text: str) -> bool:
    """Return whether a line is a rights notice."""
    return classify_furniture(text) == "rights"
