"""The closed word classes that the grammar asks for. Open classes (persons, things, predicates) are data in
`lexicon/`.
"""

BE = frozenset("is are was were be been being am 's 're".split())
HAVE = frozenset("has have had having 've".split())
DO = frozenset("do does did".split())
GET = frozenset("get gets got gotten getting".split())
MODALS = frozenset("may might could can must should would will shall cannot".split())
PLAN_MODALS = frozenset("will would shall should can cannot must".split())
AUXILIARIES = BE | HAVE | DO | GET | MODALS

PREPOSITIONS = frozenset(
    "in on at by for from of with without into onto near off across along around behind beneath beside between "
    "beyond during inside outside "
    "over past since through throughout toward towards under underneath until upon via within amid among amongst "
    "against aboard about above "
    "after before below despite except like to up down per than following according due because owing opposite "
    "versus".split()
)
CONJUNCTIONS = frozenset("and or but nor & plus".split())
# A clause of its own begins here; a subject's search for its predicate ends.
SUBORDINATORS = frozenset(
    "when while after before as because since where whereas if though although unless until once amid so whether "
    "just days hours".split()
) - {
    "just",
    "days",
    "hours",
    "amid",
}
RELATIVES = frozenset("who whom whose which that".split())
PRONOUNS = frozenset(
    "he she it they them him we us i you himself herself themselves itself everyone someone anyone nobody none "
    "others".split()
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your each every any some no both all another".split()
)
ADVERBS = frozenset(
    "also still already now then later so far currently reportedly apparently allegedly seriously badly slightly "
    "critically severely gravely lightly "
    "fatally subsequently confirmed officially initially only just even immediately instantly recently again "
    "finally eventually nearly all both "
    "accidentally forcibly temporarily internally newly apparently probably possibly perhaps likely directly "
    "actually since ever never once "
    "mortally safely successfully previously brutally deliberately mistakenly summarily reported moderately not n't "
    "today yesterday there "
    "simply suddenly together separately alone nationwide worldwide locally either too well mostly mainly largely "
    "effectively thus there".split()
)
EVIDENTIAL = frozenset(
    "believed reported feared confirmed thought presumed known listed found declared pronounced estimated "
    "understood said suspected assumed recorded "
    "registered announced verified considered counted left rendered alleged rumoured rumored claimed deemed "
    "described documented identified "
    "certified seen".split()
)
DOUBT = frozenset(
    "feared believed thought presumed suspected assumed may might could possibly perhaps probably rumoured rumored "
    "unconfirmed probable likely".split()
)
# Irregular and other finite verbs that take a subject: one of them before an outcome means that the subject did
# something else.
FINITE = frozenset(
    "said says say told tells went goes came comes took takes began begins became becomes ran runs sent sends met "
    "meets saw sees made makes gave gives "
    "fought fights stood stands sat fell falls rose rises broke drove flew wrote spoke speaks knew knows thought "
    "felt kept brought bought built chose "
    "drew grew threw wore won wins paid put led heard hid lay rode sang sought struck swore taught woke tried tries "
    "attacked attacks marched "
    "protested staged stormed opened launched fired entered surrounded gathered joined demanded returned arrived "
    "escaped remained lived live lives "
    "work worked want wanted face faces faced carried appeared clashed carries hold holds held set sets had got "
    "need needs raided ambushed hurled shouted "
    "chanted claimed claims carry serve served use used turned turn pleaded voted signed managed refused decided "
    "helped received receive called call "
    "survived survive asked planned set hit hits reached continued continue blocked threw crossed gunned started "
    "visited "
    "patrolled travelled traveled deployed followed tells voted walked moved moves opposed control controls "
    "controlled reacted gather responded "
    "battled battle manned include included includes".split()
)
TITLES = frozenset(
    "mr mrs ms dr prof professor sir gen general col colonel maj major capt captain lt lieutenant sgt sergeant cpl "
    "inspector superintendent chief "
    "president minister governor mayor senator rep sheriff commissioner judge justice king queen prince princess "
    "pope bishop archbishop father "
    "sister brother rev reverend imam sheikh ayatollah ambassador secretary spokesman spokeswoman spokesperson "
    "director coach commander brig brigadier "
    "officer detective deputy constable marshal doctor lawyer activist archimandrite premier chancellor supt insp "
    "det gov sen pvt private adm admiral".split()
)
MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: n
    for n, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ),
        1,
    )
    for name in names.split()
}
TIME_UNITS = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks month months year years decade "
    "decades century centuries".split()
)
