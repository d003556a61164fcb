"""`gravity demo`: the whole way on a synthetic export, labelled as such."""

from experiments import cli


def test_without_data_the_whole_way_is_walked_on_a_synthetic_forum(tmp_path, monkeypatch, capsys):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    assert cli.main(["demo", "--trials", "1", "--seeds", "5"]) == 0
    out = capsys.readouterr().out
    assert "SYNTHETIC" in out and "The pictures are in outputs/demo/fit and outputs/demo/compare." in out
    assert "Against baseline" in out
    for picture in ("fit/fit_check.png", "compare/difference.png", "compare/gravity.png"):
        assert (tmp_path / "work" / "outputs" / "demo" / picture).is_file()
    assert "SYNTHETIC" in (tmp_path / "work/outputs/demo/synthetic_export/summary.json").read_text()


def test_data_that_are_not_there_are_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["demo", "--data", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
