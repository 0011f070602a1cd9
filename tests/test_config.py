"""Settings come from defaults, a file, the environment and the command, in this order."""

from pathlib import Path

import pytest

from searchsvc.config import Settings, load
from searchsvc.errors import BadRequest


def test_without_anything_said_the_defaults_hold():
    assert load({}) == Settings(Path("index"), "whoosh", "sqlite", "Asia/Shanghai", "en")


def test_the_command_wins_over_the_environment_and_that_over_the_file(tmp_path):
    file = tmp_path / "searchsvc.toml"
    file.write_text('index = "/srv/a"\ntimezone = "Asia/Urumqi"\nlang = "zh"\n', encoding="utf-8")
    environment = {"SEARCHSVC_CONFIG": str(file), "SEARCHSVC_INDEX": "/srv/b", "SEARCHSVC_LANG": "en"}
    assert load(environment, index=Path("/srv/c")) == Settings(Path("/srv/c"), timezone="Asia/Urumqi", lang="en")
    assert load(environment).index == Path("/srv/b")


def test_the_language_follows_the_locale():
    assert load({"LANG": "zh_CN.UTF-8"}).lang == "zh"
    assert load({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}).lang == "en"


def test_colour_is_for_the_terminal_unless_the_environment_says_otherwise():
    environments = ({}, {"NO_COLOR": "1"}, {"NO_COLOR": "1", "SEARCHSVC_COLOR": "always"})
    assert [load(environment).color for environment in environments] == ["auto", "never", "always"]


def test_debugging_is_off_unless_it_is_switched_on():
    environments = ({}, {"SEARCHSVC_DEBUG": "0"}, {"SEARCHSVC_DEBUG": "1"})
    assert [load(environment).debug for environment in environments] == [False, False, True]


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"SEARCHSVC_TIMEZONE": "Asia/Taiyuan"}, "There is no time zone 'Asia/Taiyuan'."),
        ({"SEARCHSVC_LANG": "晋语"}, "lang is zh or en."),
        ({"SEARCHSVC_WORKERS": "alle"}, "workers is a number from 0 to 999."),
        ({"SEARCHSVC_COLOR": "red"}, "color is auto, always or never."),
        (
            {"SEARCHSVC_HOSTS": "news.lan http://news.lan"},
            "hosts has 'http://news.lan', which is not the name of a host.",
        ),
        ({"SEARCHSVC_HOSTS": "*"}, "hosts has '*', which is not the name of a host."),
        ({"SEARCHSVC_CONFIG": "/no/such/file.toml"}, "The configuration file /no/such/file.toml can't be read"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(environment, told):
    with pytest.raises(BadRequest) as caught:
        load(environment)
    assert caught.value.message.en.startswith(told)


def test_an_unknown_setting_in_the_file_is_refused_with_those_that_are_known(tmp_path):
    file = tmp_path / "searchsvc.toml"
    file.write_text("indx = 'x'\n", encoding="utf-8")
    with pytest.raises(BadRequest) as caught:
        load({"SEARCHSVC_CONFIG": str(file)})
    assert caught.value.said("en") == (
        f"{file} has an unknown setting, 'indx'. "
        "Known: color, debug, engine, hosts, index, lang, log, log_queries, private, proxies, query_seconds, rate, "
        "searches, store, timezone, token, workers."
    )


def test_names_of_hosts_are_listed_in_the_file_or_parted_in_the_environment_and_kept_as_browsers_say_them(tmp_path):
    file = tmp_path / "searchsvc.toml"
    file.write_text('hosts = ["News.example.cn", ".山西.example", "[::1]"]\n', encoding="utf-8")
    told = ("news.example.cn", ".xn--rht816h.example", "[::1]")
    assert load({"SEARCHSVC_CONFIG": str(file)}).hosts == told
    assert load({"SEARCHSVC_HOSTS": "news.example.cn, 10.0.0.7."}).hosts == ("news.example.cn", "10.0.0.7")
    assert load({"SEARCHSVC_HOSTS": " , "}).hosts == ()
