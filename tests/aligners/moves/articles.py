"""An article of ten sentences in five paragraphs, and a table of contents, in six languages; nothing of it is true."""

ARTICLE = {
    "en": (
        "The open-air pool in Alvenna will stay shut until 20 July. Cracks were found in the tiles last week.",
        "Petra Lindoni, who runs the kiosk, has lost 6,300 euros. She had ordered ice cream for the whole summer.",
        "The town council will meet on Thursday to discuss the repairs. A firm from Morbeno has asked for "
        "85,000 euros.",
        "Pupils now travel to the lake by bus. The journey takes forty minutes.",
        "The pool was built in 1968 by the architect Aldo Ferrani. It has never been renovated.",
    ),
    "it": (
        "La piscina all’aperto di Alvenna resterà chiusa fino al 20 luglio. La settimana scorsa sono state "
        "trovate crepe nelle piastrelle.",
        "Petra Lindoni, che gestisce il chiosco, ha perso 6.300 euro. Aveva ordinato gelati per tutta l’estate.",
        "Il consiglio comunale si riunirà giovedì per discutere delle riparazioni. Una ditta di Morbeno ha "
        "chiesto 85.000 euro.",
        "Gli scolari ora vanno al lago in autobus. Il viaggio dura quaranta minuti.",
        "La piscina fu costruita nel 1968 dall’architetto Aldo Ferrani. Non è mai stata rinnovata.",
    ),
    "de": (
        "Das Freibad in Alvenna bleibt bis zum 20. Juli geschlossen. Letzte Woche wurden Risse in den "
        "Fliesen entdeckt.",
        "Petra Lindoni, die den Kiosk betreibt, hat 6.300 Euro verloren. Sie hatte Eis für den ganzen Sommer bestellt.",
        "Der Stadtrat tritt am Donnerstag zusammen, um über die Reparaturen zu beraten. Eine Firma aus "
        "Morbeno hat 85.000 Euro verlangt.",
        "Die Schulkinder fahren jetzt mit dem Bus an den See. Die Fahrt dauert vierzig Minuten.",
        "Das Bad wurde 1968 von dem Architekten Aldo Ferrani gebaut. Es wurde nie renoviert.",
    ),
    "fr": (
        "La piscine en plein air d’Alvenna restera fermée jusqu’au 20 juillet. Des fissures ont été "
        "découvertes dans le carrelage la semaine dernière.",
        "Petra Lindoni, qui tient le kiosque, a perdu 6 300 euros. Elle avait commandé des glaces pour tout l’été.",
        "Le conseil municipal se réunira jeudi pour discuter des réparations. Une entreprise de Morbeno a "
        "demandé 85 000 euros.",
        "Les écoliers vont désormais au lac en bus. Le trajet dure quarante minutes.",
        "La piscine a été construite en 1968 par l’architecte Aldo Ferrani. Elle n’a jamais été rénovée.",
    ),
    "es": (
        "La piscina al aire libre de Alvenna seguirá cerrada hasta el 20 de julio. La semana pasada se "
        "encontraron grietas en los azulejos.",
        "Petra Lindoni, que lleva el quiosco, ha perdido 6.300 euros. Había encargado helados para todo el verano.",
        "El ayuntamiento se reunirá el jueves para hablar de las reparaciones. Una empresa de Morbeno ha pedido 85.000 "
        "euros.",
        "Los escolares van ahora al lago en autobús. El viaje dura cuarenta minutos.",
        "La piscina la construyó en 1968 el arquitecto Aldo Ferrani. Nunca se ha renovado.",
    ),
    "pt": (
        "A piscina ao ar livre de Alvenna continuará fechada até 20 de julho. Na semana passada foram "
        "encontradas fendas nos azulejos.",
        "Petra Lindoni, que gere o quiosque, perdeu 6300 euros. Tinha encomendado gelados para todo o verão.",
        "A câmara municipal vai reunir-se na quinta-feira para discutir as reparações. Uma empresa de "
        "Morbeno pediu 85 000 euros.",
        "As crianças da escola vão agora de autocarro para o lago. A viagem demora quarenta minutos.",
        "A piscina foi construída em 1968 pelo arquiteto Aldo Ferrani. Nunca foi renovada.",
    ),
}

CONTENTS = {
    "en": (
        "Financing of the old aqueduct",
        "New electric buses for the suburbs",
        "Portrait of the violinist Mara Deltoni",
        "The fish market closes earlier",
        "A hundred trees along the canal",
        "Opening hours of the town library",
        "Vandals at the Corvara stadium",
        "Free swimming lessons",
    ),
    "it": (
        "Finanziamento del vecchio acquedotto",
        "Nuovi autobus elettrici per la periferia",
        "Ritratto della violinista Mara Deltoni",
        "Il mercato del pesce chiude prima",
        "Cento alberi lungo il canale",
        "Orari della biblioteca comunale",
        "Vandali allo stadio di Corvara",
        "Lezioni gratuite di nuoto",
    ),
    "de": (
        "Finanzierung der alten Wasserleitung",
        "Neue Elektrobusse für den Stadtrand",
        "Porträt der Geigerin Mara Deltoni",
        "Der Fischmarkt schließt früher",
        "Hundert Bäume am Kanal",
        "Öffnungszeiten der Stadtbibliothek",
        "Vandalen im Stadion von Corvara",
        "Kostenloser Schwimmunterricht",
    ),
    "fr": (
        "Financement du vieil aqueduc",
        "De nouveaux bus électriques pour la banlieue",
        "Portrait de la violoniste Mara Deltoni",
        "Le marché aux poissons ferme plus tôt",
        "Cent arbres le long du canal",
        "Horaires de la bibliothèque municipale",
        "Vandales au stade de Corvara",
        "Cours de natation gratuits",
    ),
    "es": (
        "Financiación del viejo acueducto",
        "Nuevos autobuses eléctricos para las afueras",
        "Retrato de la violinista Mara Deltoni",
        "El mercado de pescado cierra antes",
        "Cien árboles junto al canal",
        "Horario de la biblioteca municipal",
        "Vándalos en el estadio de Corvara",
        "Clases gratuitas de natación",
    ),
    "pt": (
        "Financiamento do velho aqueduto",
        "Novos autocarros elétricos para os subúrbios",
        "Retrato da violinista Mara Deltoni",
        "O mercado do peixe fecha mais cedo",
        "Cem árvores ao longo do canal",
        "Horário da biblioteca municipal",
        "Vândalos no estádio de Corvara",
        "Aulas de natação gratuitas",
    ),
}

DIRECTIONS = (("it", "en"), ("de", "it"), ("fr", "de"), ("es", "fr"), ("pt", "es"), ("en", "pt"))


def article(language: str, order: str = "01234") -> str:
    """Return the paragraphs of the article in this order."""
    return "\n\n".join(ARTICLE[language][int(number)] for number in order) + "\n"


def contents(language: str, *, by_letter: bool) -> str:
    """Return the table of contents, in the order of the Italian one or in that of the language's letters."""
    lines = sorted(CONTENTS[language], key=str.casefold) if by_letter else CONTENTS[language]
    return "".join(f"- {line}\n" for line in lines)
