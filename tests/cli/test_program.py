"""The program as it is started: quick help, no traceback on a broken pipe or Ctrl-C, one line for an error of ours."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

RUN = [sys.executable, "-m", "communique"]
FEW = {k: v for k, v in os.environ.items() if not k.startswith("COMMUNIQUE_TRACE")}


def started(*args, **more):
    return subprocess.run([*RUN, *args], capture_output=True, text=True, env=FEW, timeout=60, check=False, **more)


def test_help_imports_nothing_heavy():
    """Start-up is a matter of imports: time depends on the machine, the modules do not."""
    probe = (
        "import sys; from communique.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stderr.split()
    heavy = {
        "spacy",
        "numpy",
        "sqlite3",
        "importlib.metadata",
        "communique.record",
        "communique.annotation",
        "fastwarc",
    }
    assert heavy.isdisjoint(loaded)
    assert len([m for m in loaded if m.startswith("communique")]) <= 5


def test_help_and_version():
    assert started("--help").returncode == 0
    assert started("-h").stdout == started("--help").stdout
    assert started("--version").stdout.startswith("communique ")
    assert started().returncode == 2


def test_a_reader_that_goes_away_is_no_error(case_folder):
    command = f"{sys.executable} -m communique export jsonl --record {case_folder / 'case.communique'}; echo $? >&2"
    done = subprocess.run(
        ["bash", "-c", f"({command}) | true"], capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.stderr.strip().splitlines()[-1] == "0"


@pytest.mark.parametrize("args", ["--help", "brief --help", "--version", "completion zsh"])
def test_help_into_a_closed_pipe_says_nothing(args):
    command = f"{sys.executable} -m communique {args} | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("", "")


def test_completion_answers_the_shell():
    asked = {**FEW, "_COMMUNIQUE_COMPLETE": "bash_complete", "COMP_WORDS": "communique show ev", "COMP_CWORD": "2"}
    done = subprocess.run(RUN, capture_output=True, text=True, timeout=60, check=False, env=asked)
    assert done.stdout == "plain,events\n"


def test_output_into_a_pipe_is_utf8_whatever_the_locale(case_folder):
    strange = {**FEW, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [*RUN, "brief", "--record", str(case_folder / "case.communique")]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, env=strange)
    assert done.returncode == 0
    assert "“" in done.stdout.decode("utf-8")


def test_a_long_output_into_a_closed_pipe(case_folder):
    command = f"{sys.executable} -m communique brief --html --record {case_folder / 'case.communique'}"
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -c 10"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "<!DOCTYPE "
    assert done.stderr == ""


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_ctrl_c_gives_130_and_a_line(tmp_path):
    running = subprocess.Popen(
        [*RUN, "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        text=True,
    )
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in err


def test_an_error_of_our_own_is_one_line_and_a_request(tmp_path, monkeypatch, capsys):
    import communique.cases
    from communique.cli.main import main

    (tmp_path / "case.toml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_TRACEBACK", raising=False)
    monkeypatch.setattr(communique.cases, "load_case", lambda _file: 1 / 0)
    with pytest.raises(SystemExit) as leave:
        main(["brief"])
    assert leave.value.code == 1
    err = capsys.readouterr().err
    assert "ZeroDivisionError" in err
    assert "COMMUNIQUE_TRACEBACK=1" in err
    monkeypatch.setenv("COMMUNIQUE_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["brief"])
