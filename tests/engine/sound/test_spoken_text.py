"""What the voice is given for what is shown."""

from __future__ import annotations

import pytest

from engine.sound.narrator.lexicon import respell
from engine.sound.narrator.spoken_text import normalised, spoken_line, without_pause_tags
from engine.sound.narrator.traced import Traced

CHINESE = {
    "1054年7月4日，天关客星在金牛座爆发。": "一零五四年七月四日，天关客星在金牛座爆发。",
    "参宿四距离地球约430光年，视星等0.42。": "参宿四距离地球约四百三十光年，视星等零点四二。",
    "M31距我们254万光年，NGC 224就是它。": "梅西耶三十一距我们二百五十四万光年，N G C 二二四就是它。",
    "2.5等星": "二点五等星",
    "公元前2700年": "公元前二千七百年",
    "公元前45年": "公元前四十五年",
    "赤经05h55m10s，赤纬+7°24′": "赤经五时五十五分十秒，赤纬正七度二十四分",
    "占全天88个星座": "占全天八十八个星座",
    "猎户座α星": "猎户座阿尔法星",
    "每年8月12—13日": "每年八月十二至十三日",
    "温度约3500K": "温度约三千五百开尔文",
    "0.025″": "零点零二五角秒",
    "1/4": "四分之一",
    "50%": "百分之五十",
    "The Orion Nebula 在猎户座": "The Orion Nebula 在猎户座",
    "2026-11-21": "二零二六年十一月二十一日",
    "20:30": "二十点三十分",
    "20:05": "二十点零五分",
    "第7夜": "第七夜",
    "第2个": "第二个",
    "七夕（农历七月初七）": "七夕，农历七月初七",
    "π≈3.14": "派约等于三点一四",
    "-26.7等": "负二十六点七等",
    "2颗星": "两颗星",
    "2万光年": "两万光年",
    "速度为30km/s": "速度为三十千米每秒",
    "1.5AU": "一点五天文单位",
    "零下20°C": "零下二十摄氏度",
    "10⁶年": "十的六次方年",
    "3—5天": "三至五天",
    "1,234,567": "一百二十三万四千五百六十七",
    "10500": "一万零五百",
    "100000001": "一亿零一",
    "007号": "零零七号",
    "第③夜": "第三夜",
    "８８个": "八十八个",
    "9" * 40: "九" * 40,
}
ENGLISH = {
    "in 1054, a star": "in ten fifty-four, a star",
    "In 2026 it comes": "In twenty twenty-six it comes",
    "In 2006 it came": "In two thousand and six it came",
    "44 BC": "forty-four B C",
    "the 1990s": "the nineteen nineties",
    "M31 and NGC 224": "Messier thirty-one and N G C two two four",
    "254 ly away": "two hundred and fifty-four light-years away",
    "1 ly": "one light-year",
    "30 km/s": "thirty kilometres per second",
    "RA 5h 55m 10s": "RA five hours fifty-five minutes ten seconds",
    "+7°24′": "plus seven degrees twenty-four arcminutes",
    "1°": "one degree",
    "-26.7": "minus twenty-six point seven",
    "1,234,567 stars": "one million two hundred and thirty-four thousand five hundred and sixty-seven stars",
    "the 7th night, the 21st": "the seventh night, the twenty-first",
    "the 12th and 30th": "the twelfth and thirtieth",
    "50%": "fifty per cent",
    "1/2 and 3/4": "one half and three quarters",
    "α Orionis": "alpha Orionis",
    "12–13 stars": "twelve to thirteen stars",
    "at 20:05 and 9:00": "at twenty oh five and nine o'clock",
    "e.g. Vega vs. Deneb": "for example Vega versus Deneb",
    "the Weaver (Vega) waits": "the Weaver, Vega, waits",
    "a river — of light": "a river, of light",
    "light-years": "light-years",
    "3,500 K": "three thousand five hundred kelvin",
}
RESPELLED = {
    "参宿四是猎户的肩膀": "深秀四是猎户的肩膀",
    "他住宿在星宿海": "他住宿在星秀海",
    "心宿二与参宿四永不相见": "心秀二与深秀四永不相见",
    "北斗七星指向大角": "北抖七星指向大角",
    "昴宿一": "卯秀一",
    "昴星团": "卯星团",
    "女宿舍": "女宿舍",
    "参加": "参加",
    "参商不相见": "深商不相见",
    "一只野兔": "一支野兔",
    "这只能靠自己": "这只能靠自己",
    "大熊座": "大[[S;jong35]]座",
}


@pytest.mark.parametrize(("shown", "spoken"), CHINESE.items())
def test_chinese_is_written_out(shown: str, spoken: str) -> None:
    assert normalised(shown, "zh").text == spoken


@pytest.mark.parametrize(("shown", "spoken"), ENGLISH.items())
def test_english_is_written_out(shown: str, spoken: str) -> None:
    assert normalised(shown, "en").text == spoken


@pytest.mark.parametrize(("shown", "spoken"), RESPELLED.items())
def test_star_names_get_homophones(shown: str, spoken: str) -> None:
    traced = Traced(shown)
    respell(traced, "zh")
    assert traced.text == spoken


def test_every_mansion_is_respelled() -> None:
    for mansion in "角亢氐房心尾箕斗牛女虚危室壁奎娄胃昴毕觜参井鬼柳星张翼轸":
        traced = Traced(mansion + "宿一")
        respell(traced, "zh")
        assert traced.text.endswith("秀一"), mansion


def test_english_names_become_phonemes_with_their_possessive() -> None:
    traced = Traced("Cassiopeia's daughter, CEPHEUS and Cetustown")
    respell(traced, "en")
    assert traced.text == "[[k,asi@p'i:@z]] daughter, [[s'i:fi@s]] and Cetustown"


def test_each_clause_knows_its_shown_characters() -> None:
    line = "七夕之夜（农历七月初七），参宿四距地球430光年。[停顿0.8]M31在哪里？"
    spoken = spoken_line(line, "zh")
    shown = [line[clause.shown_start : clause.shown_end] for clause in spoken.clauses]
    assert shown == ["七夕之夜（", "农历七月初七），", "参宿四距地球430光年。", "M31在哪里？"]
    assert all(len(clause.source) == len(clause.text) for clause in spoken.clauses)
    assert [line[i] for i in spoken.clauses[2].source if line[i].isdigit()].count("4") >= 1


def test_pauses_come_from_punctuation_and_from_the_author() -> None:
    spoken = spoken_line("[pause 1.5]天黑了，星星、月亮。都来了[停顿 0.8]真好", "zh")
    assert spoken.lead_s == 1.5
    assert [clause.pause_s for clause in spoken.clauses] == [0.28, 0.16, 0.55, 0.8, 0.2]
    assert without_pause_tags("a[pause 2] b[停顿0.5]") == "a b"


def test_decimal_points_and_abbreviations_do_not_end_a_clause() -> None:
    texts = [clause.text for clause in spoken_line("Dr. Chen saw a star of magnitude 2.5. It faded.", "en").clauses]
    assert texts == ["Doctor Chen saw a star of magnitude two point five.", "It faded."]


def test_a_chinese_name_in_an_english_line_is_spoken_in_chinese() -> None:
    line = "Vega is 织女, the Weaver."
    clauses = spoken_line(line, "en").clauses
    assert [(clause.language, line[clause.shown_start : clause.shown_end].strip()) for clause in clauses] == [
        ("en", "Vega is"),
        ("zh", "织女"),
        ("en", "the Weaver."),
    ]


@pytest.mark.parametrize("nothing", ["", "   ", "……", "？！", "[停顿2]", "***", "( )"])
def test_nothing_to_say_gives_no_clause(nothing: str) -> None:
    assert spoken_line(nothing, "zh").clauses == ()
    assert spoken_line(nothing, "en").clauses == ()


def test_a_person_cannot_smuggle_in_phonemes() -> None:
    assert "[" not in normalised("a [[h@l'oU]] b ]] [[", "en").text


def test_a_breathless_line_is_cut_into_pieces_the_voice_can_take() -> None:
    spoken = spoken_line("星" * 500, "zh")
    assert len(spoken.clauses) > 3
    assert sum(len(clause.text) for clause in spoken.clauses) == 500
