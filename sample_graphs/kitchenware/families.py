"""What the kitchenware importer buys: ten families of goods, each with four tiers of invented makers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Maker:
    """A company of one tier; `plant` is the name of its factory, where it has one on record."""

    id: str
    name: str
    country: str
    region: str = ""
    plant: str = ""


@dataclass(frozen=True)
class Family:
    """One kind of goods: material, semi-finished good, part, finished good, each (name, HS, good).

    Attributes
    ----------
    seller : str
        The trader that sells to the importer; blank where the last maker enters the goods itself.
    """

    key: str
    goods: tuple[tuple[str, str, str], ...]
    tiers: tuple[tuple[Maker, ...], ...]
    seller: str


def family(key: str, seller: str, goods: str, *tiers: str) -> Family:
    """Read a family from lines: ``name;hs;good`` with ``/`` between goods, ``name;country;region;plant`` for makers."""
    cells = tuple(tuple(part.strip() for part in good.split(";")) for good in goods.split("/"))
    read = []
    for number, tier in enumerate(tiers):
        makers = [[cell.strip() for cell in line.split(";")] for line in tier.split("/")]
        read.append(tuple(Maker(f"{key}-{number}{'abc'[place]}", *maker) for place, maker in enumerate(makers)))
    return Family(key, cells, tuple(read), seller)  # type: ignore[arg-type]


FAMILIES = (
    family(
        "enamel", "portside", "Iron ore;260111;Iron ore/Steel sheet;720917;Steel sheet/Pot body;732394;Pot bodies/Enamel pot;732394;Enamel pots",
        "Hamersley Creek Ore Pty Ltd;AU;WA/Kiruna Norra Malm AB;SE;Norrbotten",
        "Pohang Harbor Sheet Co., Ltd.;KR;Gyeongbuk/Kaohsiung Cold Rolling Co., Ltd.;TW;Kaohsiung",
        "Anseong Press Works Co., Ltd.;KR;Gyeonggi;Anseong press hall/Taoyuan Deep Drawing Co., Ltd.;TW;Taoyuan;Taoyuan press hall",
        "Yalu Bay Enamelware Co., Ltd.;CN;Liaoning;Yalu Bay furnace hall",
    ),
    family(
        "cutlery", "portside", "Chromium ore;261000;Chromium ore/Stainless bar;722220;Stainless bar/Forged blank;821591;Cutlery blanks/Cutlery set;821520;Cutlery",
        "Lapland Chrome Oy;FI;Lapland",
        "Ulsan Stainless Co., Ltd.;KR;Ulsan/Sheffield Row Steels Ltd;GB;England",
        "Perak Drop Forge Sdn. Bhd.;MY;Perak;Perak forge/Solingen Gesenkschmiede GmbH;DE;NRW;Solingen forge",
        "Yangjiang Harbour Cutlery Co., Ltd.;CN;Guangdong;Yangjiang finishing hall",
    ),
    family(
        "pan", "portside", "Bauxite;260600;Bauxite/Aluminum ingot;760110;Aluminum ingot/Pan blank;761510;Pan blanks/Frying pan;761510;Frying pans",
        "Weipa Shore Bauxite Pty Ltd;AU;QLD/Parnassos Bauxite S.A.;GR;Phocis",
        "Tarim Basin Light Metals Co., Ltd.;CN;Xinjiang/Reykjanes Smelting ehf.;IS;Reykjanes",
        "Zhongshan Spinning Lathe Co., Ltd.;CN;Guangdong;Zhongshan lathe hall/Brescia Stampi S.r.l.;IT;Lombardy;Brescia press hall",
        "Ningbo Coast Cookware Co., Ltd.;CN;Zhejiang;Ningbo coating line",
    ),
    family(
        "mitt", "lighthouse", "Raw cotton;520100;Cotton/Cotton twill;520832;Cotton fabric/Quilted panel;581100;Quilted panels/Oven mitt;630790;Oven mitts",
        "Plainview Gin Company;US;Texas/Turkistan Steppe Cotton LLP;KZ;Turkistan",
        "Tecelagem Rio Ave, Lda.;PT;Braga/Tessitura Valle Olona S.r.l.;IT;Lombardy",
        "Minho Acolchoados, Lda.;PT;Braga;Minho quilting hall",
        "Coral Coast Homewares (Pvt) Ltd;LK;Western Province;Coral Coast sewing hall",
    ),
    family(
        "kettle", "lighthouse", "Copper ore;260300;Copper ore/Copper wire;740811;Copper wire/Heating element;851680;Heating elements/Electric kettle;851679;Kettles",
        "Lubin Valley Copper S.A.;PL;Lower Silesia",
        "Legnica Wire Drawing Sp. z o.o.;PL;Lower Silesia/Toyama Wire K.K.;JP;Toyama",
        "Penang Element Sdn. Bhd.;MY;Penang;Penang element line/Oberkirch Heiztechnik GmbH;DE;Baden;Oberkirch element line",
        "Shunde Lotus Appliances Co., Ltd.;CN;Guangdong;Shunde assembly hall",
    ),
    family(
        "jar", "", "Silica sand;250510;Silica sand/Soda-lime cullet;700100;Glass cullet/Glass tube;700239;Glass tubes/Storage jar;701349;Storage jars",
        "Mol Sand N.V.;BE;Antwerp",
        "Charleroi Cullet S.A.;BE;Hainaut",
        "Incheon Glass Tube Co., Ltd.;KR;Incheon;Incheon tube line",
        "Bohai Bay Glassware Co., Ltd.;CN;Shandong;Bohai Bay blowing hall",
    ),
    family(
        "board", "lighthouse", "Beech log;440393;Beech logs/Beech lumber;440792;Beech lumber/Glued panel;441879;Glued panels/Cutting board;441911;Cutting boards",
        "Spessart Forst GmbH;DE;Bavaria/Jura Forestière S.A.;FR;Jura",
        "Spessart Sägewerk GmbH;DE;Bavaria",
        "Odense Limtræ ApS;DK;Funen;Odense gluing hall",
        "Gdynia Kitchen Wood Sp. z o.o.;PL;Pomerania;Gdynia finishing hall",
    ),
    family(
        "bowl", "portside", "Kaolin;250700;Kaolin/Body slip;382499;Ceramic slip/Biscuit bowl;691200;Biscuit ware/Glazed bowl;691200;Glazed bowls",
        "St Austell Clay Ltd;GB;Cornwall",
        "Stoke Slip House Ltd;GB;England/Limoges Pâtes S.A.;FR;Limousin",
        "Hai Duong Biscuit Kiln JSC;VN;Hai Duong;Hai Duong kiln/Porto Cerâmica, Lda.;PT;Porto;Porto kiln",
        "Chaozhou Blue Rim Ceramics Co., Ltd.;CN;Guangdong;Chaozhou glaze hall",
    ),
    family(
        "spatula", "lighthouse", "Quartz;250610;Quartz/Silicone base;391000;Silicone/Spatula head;392690;Spatula heads/Spatula;392410;Spatulas",
        "Setesdal Kvarts AS;NO;Agder",
        "Burghausen Silikon GmbH;DE;Bavaria",
        "Gumi Molding Co., Ltd.;KR;Gyeongbuk;Gumi molding hall",
        "Taizhou Soft Tools Co., Ltd.;CN;Zhejiang;Taizhou assembly hall",
    ),
    family(
        "skillet", "lighthouse", "Foundry coke;270400;Foundry coke/Pig iron;720110;Pig iron/Raw casting;732591;Raw castings/Skillet;732391;Skillets",
        "Ostrava Koks a.s.;CZ;Moravia",
        "Oulu Pig Iron Oy;FI;Ostrobothnia",
        "Changhua Foundry Co., Ltd.;TW;Changhua;Changhua foundry",
        "Changhua Seasoning Works Co., Ltd.;TW;Changhua;Changhua oven hall",
    ),
)  # fmt: skip

TRADERS = (
    Maker("portside", "Portside Housewares Trading Ltd.", "HK"),
    Maker("lighthouse", "Lighthouse Kitchen Sourcing Pte. Ltd.", "SG"),
    Maker("hearth", "Hearth & Ladle Home Goods LLC", "US", "Minnesota"),
    Maker("polisher", "Nanpeng Mirror Polishing Shop", "CN", "Guangdong"),
)
