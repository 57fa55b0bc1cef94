"""A planner asks what a key means, and is told wherever it stands."""

from __future__ import annotations

import pytest

from adminsim.messages import Words
from adminsim.reforms import word_of
from adminsim.report.system.explained import TOPICS, keys_known, topic_text
from cli_calls import call


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_key_of_a_topic_has_its_page(topic: str, language: str) -> None:
    assert topic_text(topic, words=Words(language))
    asked = keys_known(topic)
    for key in asked if topic in ("targets", "baseline") else asked[:60:7]:
        assert word_of(key) in topic_text(topic, key, Words(language), width=400)


def test_a_key_is_told_with_its_place_its_default_and_what_stands_below() -> None:
    told = topic_text("baseline", "period", width=400)
    assert "run_out" in told
    assert "Time after the start whose cases are not measured." in told
    assert "chains > NAME > steps > NAME > visit" in topic_text("baseline", "visit", width=400)


def test_a_key_of_two_meanings_is_told_twice() -> None:
    told = topic_text("baseline", "limit", Words.ZH, width=400)
    assert "整个办件的时限" in told
    assert "该步骤每次办理的时限" in told


def test_kinds_of_targets_show_what_they_share_once() -> None:
    told = topic_text("targets", width=400)
    assert told.count("Name of the target.") == 1
    assert told.count("Where the clock starts") == 2


def test_the_command_explains_in_the_language_asked_for_and_names_the_nearest_key() -> None:
    assert "退回补正的概率" in call("explain", "baseline", "returns", "--lang", "zh").out
    assert "并联审批" in call("explain", "reforms", "并联审批", "--lang", "zh").out
    wrong = call("explain", "targets", "limt")
    assert wrong.status == 2
    assert "limit" in wrong.err


IN_CHINESE = {"目标": "targets", "基线": "baseline", "改革": "reforms", "方案": "scenario"}


@pytest.mark.parametrize(("typed", "topic"), IN_CHINESE.items())
def test_a_topic_may_be_asked_for_in_chinese(typed: str, topic: str) -> None:
    assert call("explain", typed, "--lang", "zh").out == call("explain", topic, "--lang", "zh").out != ""


def test_chinese_words_lead_to_the_key_that_means_them() -> None:
    wrong = call("explain", "目标", "时限", "--lang", "zh")
    assert wrong.status == 2
    assert "是否想写“limit”？" in wrong.err
