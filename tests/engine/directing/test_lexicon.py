"""Every name of the sky and of its stories calls up what it means; ordinary words that contain one do not."""

from __future__ import annotations

import time
import tomllib

import pytest

import assets
from engine.directing import lexicon
from engine.directing.word_index import fold
from engine.sky.cultures.known import culture_of, star_tables
from engine.sky.figures import figure_names
from storyboard.model import Character

MANSIONS = "角亢氐房心尾箕斗牛女虚危室壁奎娄胃昴毕觜参井鬼柳张翼轸"
"""All 28 but 星宿, which is also the word for stars."""


def _called(text: str) -> set[str]:
    """Figures, lines and kinds of elements that a text calls up."""
    found = lexicon.find(text)
    kinds = {raw["kind"] for entry in found for raw in entry.elements}
    return kinds | {name for entry in found for name in (*entry.figures, *entry.western, *entry.chinese)}


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Zeus turned Callisto into a bear.", "ursa_major UMa"),
        ("Her son Arcas became the Little Bear.", "ursa_minor UMi"),
        ("Jason and the Argonauts set sail.", "argo Car Pup Vel sea"),
        ("They sailed for the Golden Fleece.", "Ari"),
        ("Aries the ram saved Phrixus and Helle.", "Ari"),
        ("Orpheus looked back, and Eurydice was gone.", "lyra Lyr"),
        ("Castor and Pollux were brothers.", "gemini Gem"),
        ("The eagle carried Ganymede to Olympus.", "aquila aquarius palace mountains"),
        ("Europa climbed on the white bull.", "taurus Tau"),
        ("Pan jumped into the Nile.", "capricornus Cap"),
        ("Astraea was the last to leave the earth.", "virgo Vir"),
        ("Demeter mourned for Persephone.", "virgo Vir"),
        ("Heracles strangled the Nemean lion.", "hercules leo"),
        ("He cut off the heads of the Lernaean Hydra.", "hydra Hya"),
        ("A giant crab pinched his foot.", "Cnc"),
        ("The crab crept out of the marsh.", "Cnc"),
        ("The ram charged over the hills.", "Ari hills"),
        # what the start page proposes
        ("Orion rises over a winter sea.", "orion Ori sea"),
        ("毒龙守着金羊毛。", "draco aries"),
        ("A whale under the northern lights.", "cetus aurora"),
        ("Stars fall over sleeping hills.", "meteors hills"),
        ("流星划过沉睡的群山。", "meteors mountains"),
        ("Artemis sent a scorpion.", "moon scorpius Sco"),
        ("Poseidon sent a sea monster.", "sea cetus Cet"),
        ("Bellerophon tamed Pegasus.", "pegasus Peg"),
        ("Leda and the swan.", "cygnus Cyg"),
        ("Asclepius raised the dead.", "ophiuchus Oph Ser"),
        ("Icarius gave wine to the shepherds.", "bootes Boo"),
        ("Queen Berenice cut off her hair.", "Com"),
        ("Phaethon lost the reins.", "Eri"),
        ("Ariadne's crown still shines.", "CrB"),
        ("Chiron taught the heroes.", "centaurus Cen"),
        ("Aphrodite and Eros became two fish.", "Psc"),
        ("Ladon guards the golden apples.", "Dra"),
        ("Auriga the charioteer.", "Aur"),
        ("Look for the Southern Cross over the ocean.", "Cru sea"),
        ("Find Polaris with the Big Dipper.", "ursa_minor beidou_chariot UMi UMa"),
        ("Bellatrix and Saiph flank the belt.", "orion Ori"),
        ("Achernar marks its end.", "Eri"),
        ("The star Mira fades.", "Cet"),
        ("Mira is a variable star.", "Cet"),
        ("Fomalhaut is alone.", "PsA"),
        ("The constellation Crow sits on the Hydra.", "Crv hydra"),
        ("The constellations of the Crow and the Cup.", "Crv Crt"),
        ("The Phoenix constellation is southern.", "Phe"),
        ("Lynx is a faint constellation.", "Lyn"),
        ("The Heart Mansion is red.", "心宿"),
        ("Hou Yi the archer shot down nine suns.", "hushi"),
        ("Wu Gang chops the osmanthus tree.", "moon_palace"),
        ("The Jade Emperor rides around the pole.", "beidou_chariot"),
        ("The Weaving Maiden at her loom.", "loom Lyr"),
        ("The Yellow Emperor rises.", "轩辕"),
        ("The handle of the Plough leads to Arcturus.", "beidou_chariot bootes"),
        ("The Summer Triangle.", "lyra cygnus aquila"),
        ("The shooting stars of the Perseids.", "meteors shower Per"),
        ("Raining on the prairie.", "rain plain"),
        ("We stood at the riverside.", "lake"),
        ("A thunderstorm.", "lightning clouds rain"),
        ("宙斯把卡利斯托变成了大熊。", "ursa_major UMa"),
        ("后羿张弓。", "hushi 弧矢"),
        ("吴刚在月亮上砍桂树。", "moon_palace"),
        ("伊阿宋去找金羊毛。", "argo Ari sea"),
        ("俄耳甫斯弹起七弦琴。", "lyra"),
        ("波吕克斯和卡斯托耳。", "gemini"),
        ("玉帝乘车巡天。", "beidou_chariot 北斗"),
        ("七姐妹升起来了。", "Tau 昴宿"),
        ("紫微垣是天帝的家。", "紫微左垣 紫微右垣 beidou_chariot"),
        ("参宿四是红超巨星。", "orion Ori 参宿"),
        ("心宿二在南方发红光。", "scorpius Sco 心宿"),
        ("七月流火。", "scorpius"),
        ("参商永不相见。", "orion scorpius"),
        ("织女星正在头顶，牛郎星在南方。", "zhinu niulang"),
        ("河鼓二和织女一。", "niulang zhinu"),
        ("天狼星升起。", "tianlang 天狼"),
        ("五车二高挂天顶。", "Aur 五车"),
        ("北落师门很孤独。", "PsA 北落师门"),
        ("老人星象征长寿。", "Car 老人"),
        ("王良驾车，造父执鞭。", "王良 造父"),
        ("天津四是天鹅的尾巴。", "cygnus Cyg"),
        ("乌鸦座与巨爵座。", "Crv Crt"),
        ("南十字座低垂在海面上。", "Cru sea"),
        ("英仙座流星雨。", "shower Per"),
        ("織女與牛郎在鵲橋上相會。", "zhinu niulang magpies"),
        ("獵戶座高掛在雪山之上。", "orion mountains"),
        ("暴风雨里的一艘船。", "clouds rain argo sea"),
        ("二十八宿。", "角宿 轸宿 参宿"),
    ],
)
def test_names_call_up_what_they_mean(text: str, called: str) -> None:
    assert set(called.split()) <= _called(text)


@pytest.mark.parametrize(
    "text",
    [
        "The crane lifted a net onto the table.",
        "He checked the level, looked at the clock and drank a cup of tea.",
        "A crow and a dove sat on the fox's back while a fly buzzed.",
        "She could not bear it; please bear in mind.",
        "Fishes swim. He rammed it like a ram.",
        "Scales fell from his eyes.",
        "The furnace burned and the compass spun.",
        "The painter bought an air pump.",
        "Ara and Mira went home with Norma and Carina.",
        "Maia said that Atlas is an atlas.",
        "Breast cancer and lupus are diseases.",
        "They flew to Las Vegas.",
        "A frying pan. Pan left. Peter Pan.",
        "A dragonfly, a leotard, oxygen and a stork.",
        "The crux of the matter is a telescope.",
        "She wore a plain dress.",
        "The shower peaks at two.",
        "Her hand waved; a rainbow.",
        "A sculptor carved a triangle, a cross and a shield.",
        "A peacock, a lizard, a toucan and a chameleon.",
        "The sails, the keel, the poop deck.",
        "Zhang and Fang met Kang.",
        "Magnetic fields of study.",
        "A cloudless, moonless night.",
        "She said vela and ara.",
        "大熊猫在吃竹子。",
        "上海的海报，海拔四米。",
        "恐龙打开了水龙头。",
        "他去天津出差，住在天津四季酒店。",
        "北京的天坛公园。",
        "云南大理的夜空。",
        "湖北河南交界，湖南在南边。",
        "天高地远，今天记得，明天门口见。",
        "这些人马上就到，大队人马。",
        "周一早上，星期天下午。",
        "井水，老张，女人，车站，天空，人们。",
        "他参加了一场会。",
        "三角形的内角和。",
        "金鱼和孔雀，蜜蜂和狐狸。",
        "老人和太子坐在门前。",
        "一场大火烧了房子。",
        "他买了三台电脑，一共三台。",
        "住在女宿舍，心宿醉。",
        "太阳门前的广场，开阳台。",
        "火箭升空，一箭双雕。",
        "天猫，时钟，圆规，望远镜，苍蝇。",
        "海王星和天王星。",
        "国内阶段性成果，供水委员会。",
        "然后发现了一颗新星。",
        "北斗导航和玄武湖。",
        "万里无云。",
        "马上，角色，尾巴，牙齿，房间，心脏。",
        "雷达站，山东，青岛，鸟瞰。",
        "满天星宿。",
        "The plough breaks the soil.",
        "太阳落山了。",
        "三角形星云团",
    ],
)
def test_ordinary_words_call_up_nothing_of_the_sky(text: str) -> None:
    assert _called(text) - {"nebula"} == set()


@pytest.mark.parametrize(
    ("text", "called", "not_called"),
    [
        ("海豚跃起", "delphinus", "sea"),
        ("海怪来了", "cetus sea", ""),
        ("半人马座", "centaurus", "sagittarius"),
        ("人马座", "sagittarius", "centaurus"),
        ("Ursa Minor", "ursa_minor", "ursa_major"),
        ("小犬座", "canis_minor", "canis_major"),
        ("凤凰座", "Phe", "zhuque"),
        ("天龙座", "Dra", "qinglong"),
        ("猎犬座", "CVn", "canis_major"),
        ("蝎虎座", "Lac", "scorpius baihu"),
        ("水蛇座", "Hyi", "hydra"),
        ("Queen Mother of the West", "", "cassiopeia"),
        ("Hou Yi the archer", "hushi", "sagittarius"),
        ("玉兔在月宫里", "moon_palace", "lepus moon"),
        ("织女坐在织机前", "loom 织女", "zhinu"),
        ("织女在云端织布", "loom", "zhinu"),
        ("七仙女下凡", "Tau", "andromeda"),
        ("The Magellanic Clouds", "", "clouds"),
        ("the moon goddess", "change", "moon"),
        ("sea goat", "capricornus", "sea"),
        ("Zeus sent the eagle to Callisto", "aquila ursa_major", ""),
        ("Zeus punished Orion", "orion", "aquila"),
        ("Zeus spoke", "aquila", ""),
        ("Draco the dragon", "Dra", "qinglong"),
        ("Hercules has his foot on the dragon's head", "hercules Dra", "qinglong"),
        ("流星雨", "shower", "rain meteors"),
        ("Orion Nebula", "Ori nebula", "orion"),
        ("the full moon", "moon", ""),
    ],
)
def test_the_longest_name_counts(text: str, called: str, not_called: str) -> None:
    found = _called(text)
    assert set(called.split()) <= found and not found & set(not_called.split())


def test_every_constellation_has_its_names() -> None:
    for id_, figure in culture_of("western").figures.items():
        latin, chinese = figure.names["la"], figure.names["zh-Hans"]
        english = figure.names["en"].replace("\u2005", " ")
        for text in (
            f"The constellation {latin} rises.",
            f"the {latin} constellation",
            f"我们看见{chinese}。",
            f"我們看見{figure.names['zh-Hant']}。",
        ):
            assert id_ in _called(text), text
        drawn = fold(latin).replace(" ", "_")
        assert drawn not in figure_names() or drawn in _called(f"{chinese}升起来了")
        # "Compass" means two of them, "Big Dipper" and "Little Dipper" are parts
        if id_ not in {"Cir", "Pyx"}:
            assert id_ in _called(f"Here is the constellation of the {english}."), english


def test_the_lists_of_the_sky_name_what_there_is() -> None:
    said = tomllib.loads((assets.folder("lexicon") / "words.toml").read_text(encoding="utf-8"))["sky"]
    assert set(said["asterisms"]) <= set(culture_of("chinese").figures)
    assert set(said["latin"]) <= {figure.names["la"] for figure in culture_of("western").all_figures()}
    assert set(said["stars"]) <= set(star_tables()[0].values())


def test_every_asterism_can_be_named() -> None:
    for figure in culture_of("chinese").all_figures():
        name = figure.names["zh-Hans"]
        assert name in _called(f"今晚看{name}星官。"), name
    for mansion in MANSIONS:
        assert f"{mansion}宿" in _called(f"月亮走到{mansion}宿。"), mansion


def test_stars_lead_to_their_constellations() -> None:
    proper, _, designations = star_tables()
    homes = {
        name.split(" (")[0]: designations[hip]["b"].split()[-1]
        for hip, name in proper.items()
        if "b" in designations.get(hip, {})
    }
    missed = [name for name, home in homes.items() if home not in _called(f"This is the star {name}.")]
    assert len(homes) > 250 and missed == []
    (star,) = lexicon.find("毕宿五")
    assert star.stars == (21421,) and star.figures == ("taurus",)


def test_a_story_is_read_in_milliseconds() -> None:
    lexicon.find("Orion")
    text = "The hunter Orion stood by the sea, and Zeus placed the Scorpion under the stars of Libra. " * 17
    best = min(_seconds(text) for _ in range(5))
    assert len(text.split()) > 280 and best < 0.02


def _seconds(text: str) -> float:
    begun = time.perf_counter()
    lexicon.find(text)
    return time.perf_counter() - begun


def test_characters_go_before_the_names_of_the_sky() -> None:
    cast = (Character(name="Mizar", figure="leo"), Character(name="小熊", figure="cygnus"))
    assert [entry.figures for entry in lexicon.find("Mizar和小熊走进森林", cast)][:2] == [("leo",), ("cygnus",)]


def test_places_are_those_of_the_text() -> None:
    text = "İstanbul: Boötes and ORION’s belt"
    assert [text[place:][:5] for place, _ in lexicon.located(text)] == ["Boöte", "ORION"]


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("一切都很宁静", "calm"), ("a peaceful night", "calm"), ("真是奇迹", "wonder"), ("full of wonder", "wonder"),
        ("她轻轻拥抱他", "tender"), ("he kissed her", "tender"), ("她想念故乡", "longing"), ("so lonely", "longing"),
        ("可怕的诅咒", "ominous"), ("a terrible curse", "ominous"),
        ("他忽然怒吼", "dramatic"), ("in a rage", "dramatic"),
        ("勇士凯旋", "heroic"), ("a brave warrior", "heroic"), ("人们欢庆重逢", "joyful"), ("they laughed", "joyful"),
        ("悲伤的眼泪", "mourning"), ("she wept", "mourning"), ("庄严的祭祀", "solemn"), ("a sacred oath", "solemn"),
        ("I wonder", None), ("Night fell", None), ("分别是两颗星", None), ("可爱的爱好", None), ("a dark sky", None),
        ("白云飘过", None),
    ],
)  # fmt: skip
def test_words_bring_moods(text: str, mood: str | None) -> None:
    assert next((entry.mood for entry in lexicon.find(text) if entry.mood), None) == mood
