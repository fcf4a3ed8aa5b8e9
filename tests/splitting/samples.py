"""Small pages for the tests of splitting, written for them, and a short view of the result."""

from __future__ import annotations

from crossread.model import Article, Page, SplitPage
from crossread.reading.html import document
from crossread.splitting import split
from tests.build import page

FERRY = [
    "The first ferry in nine days left Brannock harbour on Wednesday with 212 people on board, the "
    "operator said.",
    "Engineers had cleared the quay of the wreckage that the storm left there, said Mara Lindqvist, "
    "who runs the ferry line.",
    "“We had hoped to sail earlier,” Lindqvist said. Two more ferries will leave Brannock on Thursday "
    "if the storm stays away.",
    "Passengers had waited in schools and churches in Brannock, where the town gave them food.",
]
FERRY_HEAD = "Ferry leaves Brannock harbour after nine days of storm"
BREAD = [
    "A bakery in Vellmar has won the national prize for rye bread, the bakers’ guild announced on "
    "Tuesday.",
    "The jury praised the crust of the loaf that Anselm Roth bakes with water from his own well.",
    "Roth, 61, learned the trade from his grandmother and still uses her oven in Vellmar.",
    "The guild gave the prize for the thirtieth time. Last year no bakery won it.",
]
BREAD_HEAD = "Vellmar bakery wins national prize for its rye bread"
CHESS = [
    "Chess grandmaster Ilse Varga resigned as head of the federation after a vote in Tarvos.",
    "The federation had accused Varga of paying for the championship hall without asking the board.",
    "Varga denied it. “The board saw every invoice,” the grandmaster told a radio station in Tarvos.",
    "The federation will choose a new head in June, its board said.",
]
CHESS_HEAD = "Grandmaster Varga quits as head of chess federation"
TUNNEL_FR = [
    "Le tunnel de Corbac restera fermé jusqu’à vendredi, a annoncé la préfecture lundi soir.",
    "Un camion y avait pris feu dimanche. Personne n’a été blessé, selon les pompiers de Corbac.",
    "« La voûte doit être contrôlée mètre par mètre », a expliqué l’ingénieure Solène Maurin.",
    "Les trains de marchandises sont détournés par la vallée de la Dorne.",
]
TUNNEL_FR_HEAD = "Le tunnel de Corbac fermé après l’incendie d’un camion"
MUSEE_FR = [
    "Le musée des Forges a reçu en don trois cents outils d’un collectionneur de Lannoy.",
    "La collection de Gaspard Thill compte des enclumes du dix-septième siècle et un soufflet royal.",
    "Le musée des Forges montrera la collection à partir de septembre, a dit sa directrice.",
]
MUSEE_FR_HEAD = "Un collectionneur de Lannoy offre trois cents outils au musée des Forges"
BRUECKE_DE = [
    "Die alte Brücke über die Lehme in Hallstedt wird ab Montag gesperrt, wie die Stadt mitteilte.",
    "Prüfer hatten Risse in zwei Pfeilern gefunden. Die Brücke ist 130 Jahre alt.",
    "„Wir dürfen kein Risiko eingehen“, sagte Bauleiterin Wiebke Tamm der Zeitung in Hallstedt.",
    "Die Sperrung der Brücke soll mindestens acht Wochen dauern, sagte Tamm.",
]
BRUECKE_DE_HEAD = "Hallstedt sperrt die alte Brücke über die Lehme"
CHOR_DE = [
    "Der Knabenchor von Sankt Veit sucht dringend neue Stimmen, teilte das Domkapitel mit.",
    "Im Chor singen nur noch elf Kinder, sagte Kantor Emmerich Posch. Früher waren es vierzig.",
    "Das Domkapitel bietet nun kostenlosen Unterricht an. Der Knabenchor besteht seit 1612.",
]
CHOR_DE_HEAD = "Knabenchor von Sankt Veit sucht neue Stimmen"
VOLCAN_ES = [
    "El volcán Cerro Pardo expulsó ceniza durante la noche, informó el servicio geológico de Tamara.",
    "Las autoridades evacuaron a 340 vecinos de tres aldeas cercanas al volcán sin que hubiera heridos.",
    "«La actividad del Cerro Pardo ha bajado», dijo la geóloga Inés Otamendi a la prensa.",
    "El aeropuerto de Tamara permanece abierto, aunque dos vuelos fueron cancelados por la ceniza.",
]
VOLCAN_ES_HEAD = "Evacuados 340 vecinos por la ceniza del volcán Cerro Pardo"
TREN_ES = [
    "El tren nocturno entre Alcor y Monteblanco volverá a circular en abril, anunció la compañía.",
    "La compañía había suspendido el tren nocturno hace seis años por falta de viajeros.",
    "Los billetes para Monteblanco costarán desde 29 euros, dijo el director, Rafael Ibarrola.",
]
TREN_ES_HEAD = "El tren nocturno a Monteblanco vuelve en abril"


def cut(*lines: str | list[str], between: str = "\n") -> SplitPage:
    """Split a plain-text page of these lines."""
    flat = [one for part in lines for one in ([part] if isinstance(part, str) else part)]
    return split(page(between.join(flat)))


def cut_html(source: str, url: str | None = None) -> SplitPage:
    """Split an HTML page."""
    found = document(source, url)
    return split(Page("p1", found.text, None, url, "0" * 64, found.blocks, found.metadata))


def headlines(found: SplitPage) -> list[str | None]:
    return [a.headline.text if a.headline else None for a in found.articles]


def bodies(found: SplitPage) -> list[list[str]]:
    return [[part.text for part in a.body] for a in found.articles]


def furniture(found: SplitPage) -> list[tuple[str, str]]:
    return [(piece.kind, piece.span.text) for piece in found.furniture]


def only(found: SplitPage) -> Article:
    (article,) = found.articles
    return article
