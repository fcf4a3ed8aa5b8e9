"""Short passages with the quotations and reported clauses that a careful editor sees in them.

One case: a text (paragraphs by line) and what must be found, as (first words of the quote, kind,
words of the speaker or None). `D` is a direct quote, `I` a reported clause.
"""

from __future__ import annotations

Case = tuple[str, tuple[tuple[str, str, str | None], ...]]

ENGLISH: dict[str, Case] = {
    "speech over three paragraphs, closed once": (
        "“We began with nothing,” said Ada Brook, the mayor.\n"
        "“Then the river came.\n"
        "“It took the bridge and the school.\n"
        "“But nobody left,” Brook said.",
        (
            ("We began", "D", "Ada Brook"),
            ("Then the river", "D", "Ada Brook"),
            ("It took", "D", "Ada Brook"),
            ("But nobody", "D", "Brook"),
        ),
    ),
    "one quotation on both sides of its cue": (
        "“The dam,” Colonel Ruth Amadi told reporters, “will not hold.” She then left.",
        (("The dam", "D", "Ruth Amadi"), ("will not hold", "D", "Ruth Amadi")),
    ),
    "pronoun after a new subject": (
        "Maria Lund met the strikers on Monday. “Nobody will lose a job,” she said.",
        (("Nobody will", "D", "she"),),
    ),
    "next sentence keeps the speaker": (
        "“It is late,” Owen Pike said. “It is not too late.”",
        (("It is late", "D", "Owen Pike"), ("It is not", "D", "Owen Pike")),
    ),
    "title alone": (
        "The harbour master said the ferry “was never in danger.”",
        (
            ("was never", "D", "The harbour master"),
            ("the ferry", "I", "The harbour master"),
        ),
    ),
    "spokesman of a person": (
        "A spokesman for Lena Voss said that the talks had failed.",
        (("the talks", "I", "A spokesman for Lena Voss"),),
    ),
    "closing mark missing": (
        "“We were not told, said Nora Hill.\nThe council meets again in May.",
        (("We were not told", "D", "Nora Hill"),),
    ),
    "opening glyph closes": (
        "The plan is “a gift to the banks “, Tom Reed said on Friday.",
        (("a gift", "D", "Tom Reed"),),
    ),
    "single marks and apostrophes": (
        "‘We won’t sell the workers’ homes,’ Sara Quinn said. The ’90s are over.",
        (("We won’t sell", "D", "Sara Quinn"),),
    ),
    "according to": (
        "The bridge will open in June, according to the transport ministry.",
        (("The bridge", "I", "the transport ministry"),),
    ),
    "cue in the middle of a clause": (
        "The levy, Omar Haddad said, would cost each village a school.",
        (("The levy", "I", "Omar Haddad"),),
    ),
    "institution in a statement": (
        "“The vote was fair,” the Electoral Commission said in a statement.",
        (("The vote", "D", "the Electoral Commission"),),
    ),
    "scare quotes and titles have no speaker": (
        "The so-called “smart” bins were shown in the film “The Long Street” last year.",
        (("smart", "D", None), ("The Long Street", "D", None)),
    ),
    "insertion between subject and verb": (
        "Ines Okafor, 41, of Northfield, who runs the bakery, said the flour had run out.",
        (("the flour", "I", "Ines Okafor"),),
    ),
    "colon at the end of a paragraph": (
        "In a letter to members Piotr Nowak wrote:\n“I shall not stand again.”",
        (("I shall not", "D", "Piotr Nowak"),),
    ),
}

FRENCH: dict[str, Case] = {
    "inversion": (
        "« Le pont ne rouvrira pas cet été », a déclaré Louise Garnier lundi.",
        (("Le pont", "D", "Louise Garnier"),),
    ),
    "inverted pronoun": (
        "Marc Delorme a visité le chantier. « Tout sera prêt », a-t-il assuré.",
        (("Tout sera", "D", "il"),),
    ),
    "verb in the present, pronoun behind": (
        "Anne Perrin s’inquiète. « La source est tarie », explique-t-elle.",
        (("La source", "D", "elle"),),
    ),
    "no spaces inside the marks": (
        "Le projet est «une erreur», a estimé le maire de la commune.",
        (("une erreur", "D", "le maire de la commune"),),
    ),
    "opening mark closes": (
        "« Nous n’avons rien signé « , a répondu la directrice, Claire Vidal.",
        (("Nous n’avons", "D", "Claire Vidal"),),
    ),
    "closing mark doubled, cue in the wrong order": (
        "«La route est coupée. Personne ne passe »,» Le chef des pompiers a déclaré.",
        (("La route", "D", "Le chef des pompiers"),),
    ),
    "que": (
        "La ministre a averti que les réserves seraient vides en mars.",
        (("les réserves", "I", "La ministre"),),
    ),
    "selon": (
        "Selon Paul Marchand, la récolte sera la plus faible depuis dix ans.",
        (("la récolte", "I", "Paul Marchand"),),
    ),
    "selon at the end": (
        "Trois maisons ont été détruites par la crue, selon la préfecture.",
        (("Trois maisons", "I", "la préfecture"),),
    ),
    "speaker goes on": (
        "« C’est fini », a lancé Hugo Blanc. « Nous rentrons. »",
        (("C’est fini", "D", "Hugo Blanc"), ("Nous rentrons", "D", "Hugo Blanc")),
    ),
    "speech over paragraphs": (
        "« Nous avons commencé tôt.\n« La neige est venue ensuite », raconte Élise Morin.",
        (("Nous avons", "D", "Élise Morin"), ("La neige", "D", "Élise Morin")),
    ),
    "institution": (
        "« Aucun accord n’a été trouvé », a indiqué le syndicat dans un communiqué.",
        (("Aucun accord", "D", "le syndicat"),),
    ),
    "title of a work": (
        "Elle joue dans le film « La Nuit longue », sorti en mai.",
        (("La Nuit longue", "D", None),),
    ),
    "participle": (
        "Jean Roux a quitté la salle, ajoutant qu’il reviendrait « très vite ».",
        (("il reviendrait", "I", "Jean Roux"), ("très vite", "D", "Jean Roux")),
    ),
    "participle without its auxiliary": (
        "« Il n’y a plus d’eau », ajouté Colin.",
        (("Il n’y a", "D", "Colin"),),
    ),
}

GERMAN: dict[str, Case] = {
    "low and high marks": (
        "„Die Brücke bleibt zu“, sagte Bürgermeisterin Eva Lindner am Montag.",
        (("Die Brücke", "D", "Eva Lindner"),),
    ),
    "pronoun": (
        "Karl Brandt legte den Bericht vor. „Das reicht nicht“, sagte er.",
        (("Das reicht", "D", "er"),),
    ),
    "separated verb": (
        "„Wir prüfen das“, teilte das Ministerium mit.",
        (("Wir prüfen", "D", "das Ministerium"),),
    ),
    "verb in second place after an adverbial": (
        "Am Freitag sagte Petra Vogt, die Schule werde im Herbst eröffnet.",
        (("die Schule", "I", "Petra Vogt"),),
    ),
    "dass": (
        "Der Minister betonte, dass die Kosten gesunken seien.",
        (("die Kosten", "I", "Der Minister"),),
    ),
    "laut": (
        "Laut Polizei wurden drei Menschen verletzt.",
        (("wurden drei", "I", "Polizei"),),
    ),
    "nach Angaben": (
        "Nach Angaben der Feuerwehr brannte die Halle vollständig aus.",
        (("brannte", "I", "der Feuerwehr"),),
    ),
    "zufolge": (
        "Dem Bericht zufolge fehlten zwei Millionen Euro.",
        (("fehlten zwei", "I", "Dem Bericht"),),
    ),
    "so at the end": (
        "Die Ursache sei unklar, so Feuerwehrsprecher Jonas Weber.",
        (("Die Ursache", "I", "Jonas Weber"),),
    ),
    "subjunctive goes on reporting": (
        "Die Leiterin Ute Sommer sagte, das Haus sei sicher. Es habe nie Zweifel gegeben.",
        (("das Haus", "I", "Ute Sommer"), ("Es habe", "I", "Ute Sommer")),
    ),
    "perfect tense with words between": (
        "Sabine Krug hat am Dienstag in Köln erklärt, dass sie zurücktrete.",
        (("sie zurücktrete", "I", "Sabine Krug"),),
    ),
    "pointed marks turned inwards": (
        "»Niemand hat uns gefragt«, rief ein Anwohner.",
        (("Niemand", "D", "ein Anwohner"),),
    ),
    "closing mark in the English way": (
        "„Es war dunkel”, erzählte die Zeugin.",
        (("Es war", "D", "die Zeugin"),),
    ),
    "partial": (
        "Otto Reimann nannte den Plan „unbrauchbar“.",
        (("unbrauchbar", "D", "Otto Reimann"),),
    ),
    "wie": (
        "Wie ein Sprecher mitteilte, fährt der Zug erst ab Mai wieder.",
        (("fährt der Zug", "I", "ein Sprecher"),),
    ),
}

SPANISH: dict[str, Case] = {
    "inversion": (
        "«El puente no abrirá este verano», dijo Lucía Ferrer el lunes.",
        (("El puente", "D", "Lucía Ferrer"),),
    ),
    "curly marks": (
        "“No hay agua”, aseguró el alcalde.",
        (("No hay", "D", "el alcalde"),),
    ),
    "que": (
        "La ministra advirtió que las reservas se agotarían en marzo.",
        (("las reservas", "I", "La ministra"),),
    ),
    "perfect tense": (
        "Tomás Rivas ha declarado que no piensa dimitir.",
        (("no piensa", "I", "Tomás Rivas"),),
    ),
    "según": (
        "Según Elena Soto, la cosecha será la peor en diez años.",
        (("la cosecha", "I", "Elena Soto"),),
    ),
    "según at the end": (
        "Tres casas quedaron destruidas por la crecida, según los bomberos.",
        (("Tres casas", "I", "los bomberos"),),
    ),
    "speaker goes on": (
        "“Se acabó”, señaló Bruno Castro. “Nos vamos a casa.”",
        (("Se acabó", "D", "Bruno Castro"), ("Nos vamos", "D", "Bruno Castro")),
    ),
    "de acuerdo con": (
        "De acuerdo con el sindicato, nadie cobró en abril.",
        (("nadie cobró", "I", "el sindicato"),),
    ),
    "apposition behind the name": (
        "«Ha sido un error», reconoció Marta Gil, directora del museo.",
        (("Ha sido", "D", "Marta Gil"),),
    ),
    "title before the name": (
        "“Estamos preparados”, ha afirmado el ministro de Defensa, Andrés Polo.",
        (("Estamos", "D", "Andrés Polo"),),
    ),
    "partial": (
        "El portavoz calificó la medida de “insuficiente y tardía”.",
        (("insuficiente", "D", "El portavoz"),),
    ),
    "closing mark missing": (
        "“Nadie nos avisó, dijo Rosa Mena.",
        (("Nadie nos", "D", "Rosa Mena"),),
    ),
    "colon": (
        "Julia Prado fue tajante: “No vamos a firmar nada”.",
        (("No vamos", "D", "Julia Prado"),),
    ),
    "paragraphs": (
        "“Empezamos temprano.\n“Luego llegó la nieve”, contó Pilar Ramos.",
        (("Empezamos", "D", "Pilar Ramos"), ("Luego llegó", "D", "Pilar Ramos")),
    ),
    "title of a work": (
        "Actuó en la película “La noche larga”, estrenada en mayo.",
        (("La noche larga", "D", None),),
    ),
}

CASES: dict[str, dict[str, Case]] = {
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
}
