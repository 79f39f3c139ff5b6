"""Function words: the small change of a language, which no text of more than a few words does without.

They decide where letter statistics are weak: in short texts, and against languages whose statistics are not loaded.
A word may stand in several lists (French and English ``on``); it then speaks for each of them and so decides nothing.
The lists are ours, of the commonest determiners, pronouns, prepositions, conjunctions, auxiliaries and adverbs.
"""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = """
    the of to and in a is that it for on as was are with not be this have by you from i at they but or an which he
    their has were who will all can his there if more had would about also when been its only we so no do some other
    than after most what many your out over them these just into very her where being during those such while our us
    my me may any because she without between should did does could through however against both him under must why
    down another each every until then how now too said says up off before
    never always again am shall might upon own yes here let hello thanks please sorry one
"""

_FRENCH = """
    de la le les et à des en est un que une il du qui pour dans pas plus au par ne sur vous ce ont sont été mais se
    avec je ou ils être on comme si y son aux bien peut était même leur cette sa elle fait tout nous ces après faire
    autres deux ses où cela ai sans entre avant moins aussi ça dont tous quand leurs pendant également sous peu très
    alors peuvent votre soit autre contre depuis encore toujours vers donc lui étaient toute non fut souvent ceux
    suis ainsi beaucoup rien lorsque parce plusieurs elles là nos chez quelques déjà car eux va notre selon cependant
    faut avez cet quoi toutes aucun ici chaque jamais mon ma mes ton ta tes vos ni oui avait avaient serait sera puis
    a an or me tu nom dit avons êtes sommes moi toi etre ete apres tres meme ca deja bonjour bonsoir
    merci salut voici voilà
"""

_GERMAN = """
    der die das und ist nicht ein eine einen einem einer zu den dem des von mit sich auf für im sie er es wir ihr ich
    auch als an nach wie aus bei noch nur oder aber vor zur bis mehr durch man sein wurde sind hat war haben wird kann
    werden über unter gegen zwischen wenn weil dass um am zum so hatte seine ihre diese dieser dieses kein keine sehr
    schon jetzt immer wo was wer uns euch mich dich doch
"""

_SPANISH = """
    el la los las de del que y en un una es no se por con para su sus al lo como más pero le ha me sin sobre este
    esta entre cuando muy ya también hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese
    eso ante ellos e esto mí antes algunos qué unos yo otro otras él tanto esa estos mucho nada muchos cual poco ella
    estar son fue era han ser está están tiene según porque así mañana hoy ayer si
"""

_ITALIAN = """
    di che e il la un a per in una è sono non si da con del della dei delle degli nel nella nei nelle al alla ai alle
    dal dalla dai sul sulla lo gli le i come più ma anche ha hanno era questo questa questi ed o se ci io mi ti suo
    sua loro essere stato stata dopo tra fra quando dove chi cosa molto già ancora senza così perché oggi ieri solo
    tutti tutto due tuo tua noi voi lui lei poi qui
"""

_DUTCH = """
    de het een en van in is dat op te met voor niet zijn aan er om ook als maar door naar bij uit dan tot wordt werd
    heeft hij ze zij we wij je ik haar hun dit deze die wat nog wel geen over was waren hebben kan worden meer zo nu
    al onder tegen tussen omdat toen hier daar zou zal moet veel vandaag gisteren volgens u
"""

_PORTUGUESE = """
    de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou
    ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem
    nas me esse eles estão você tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual nós lhe
    pode são disse hoje ontem porque
"""

_DANISH = """
    og i at det er en til på den af de for ikke med som har han et der var sig fra men om vi var efter blev skal kan
    over også ved hun være nu så mod mellem siger eller hvor hvad jeg deres havde alle når bliver går
"""

_POLISH = """
    i w na z że się nie do to jest o po jak za od przez dla tym był była są ale co przed tego jego jej oraz tylko już
    może być czy lub jako ich także który która które mnie przy bez między wczoraj dziś
"""

_ROMANIAN = """
    și în de la cu pe nu că din a o un este pentru care mai au fost sunt se prin după sau ca al ale dar către între
    această acest acesta fi va vor cei cele lui ei era astăzi ieri despre până fără
"""

_SWEDISH = """
    och i att det som en på är av för med den till inte har de ett om var han från men vi under efter blev ska kan
    över också vid hon vara nu så mot mellan säger eller där vad jag deras hade alla när blir går
"""

_TURKISH = """
    ve bir bu da de için ile olarak çok daha gibi kadar olan sonra en ama ne var ise değil olduğu her o ancak ya
    mi ki tarafından dün bugün göre
"""

#: Lower-case function words by ISO 639 code. The first two are the project's languages; the others are the neighbours
#: in the Latin script whose news is most likely to be pasted by mistake.
FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "fr": frozenset(_FRENCH.split()),
    "de": frozenset(_GERMAN.split()),
    "es": frozenset(_SPANISH.split()),
    "it": frozenset(_ITALIAN.split()),
    "nl": frozenset(_DUTCH.split()),
    "pt": frozenset(_PORTUGUESE.split()),
    "da": frozenset(_DANISH.split()),
    "pl": frozenset(_POLISH.split()),
    "ro": frozenset(_ROMANIAN.split()),
    "sv": frozenset(_SWEDISH.split()),
    "tr": frozenset(_TURKISH.split()),
}

#: What stands before an apostrophe when a word has lost its last vowel, by language (``l'``, ``dell'``).
ELISIONS: Mapping[str, frozenset[str]] = {
    "fr": frozenset(
        ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "aujourd"]
    ),
    "it": frozenset(["l", "d", "dell", "nell", "all", "dall", "sull", "un", "c", "quell", "quest"]),
}

#: What stands after an apostrophe when two words have grown together, by language (``it's``, ``don't``).
CONTRACTIONS: Mapping[str, frozenset[str]] = {"en": frozenset(["s", "t", "re", "ve", "ll", "d", "m"])}

#: Function words that also stand inside names, whatever the language around them (``Ursula von der Leyen``).
NAME_PARTICLES = frozenset(
    [
        "al",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "of",
        "ten",
        "ter",
        "the",
        "van",
        "von",
        "zu",
    ]
)
