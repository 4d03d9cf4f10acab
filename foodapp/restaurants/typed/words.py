"""The words that addresses are made of, in the languages of the towns that were tried."""

import re

I = re.IGNORECASE  # noqa: E741 - short, because it stands on every line

# What is within a house: always a note, never the door's number. Each is followed by a name or
# number of its own: `Flat 3`, `Top 5`, `apto 45`, `кв. 7`.
WITHIN = (
    "flat|apartment|apt|unit|office|building|bldg|suite|ste|room|rm|shop|level|lvl|villa"
    "|penthouse|tower|wing|door(?! no)"
    "|top|tür|tuer|stiege|stg|stock|stockwerk|wohnung|whg|zimmer|app"
    "|appartement|appt|bâtiment|batiment|bât|bat|étage|etage|escalier|esc|porte|boîte|boite|bte|bus"
    "|piso|puerta|pta|escalera|departamento|depto|dpto|interior|oficina|local|bloque"
    "|apartamento|apto|bloco|andar|sala|conjunto|conj|cj"
    "|interno|scala|palazzina|piano"
    "|lokal|lok|mieszkanie|klatka|byt|vchod|poschodí"
    "|ajtó|emelet|lépcsőház|lph"
    "|apartamentul|bloc|scara|etaj"
    "|daire|kat|blok"
    "|квартира|кв|подъезд|этаж|офис|оф|под['’]їзд|апартамент|ап|вход|вх|ет"
    "|lägenhet|lgh|huoneisto|rappu|leilighet|lejlighed|oppgang"
    "|stan|ulaz|διαμέρισμα|όροφος"
)
SHORT = "ap|int|int|sc|et|bl|m|p|k|d|of"  # only with a sign after them: `m. 5`, `D:3`, `ap. 4`
NAME = r"(?:\d+[a-z]?|[a-z])(?:[-/]\w+)*"
UNIT_SLASH = re.compile(  # `Unit 12/345 Main Street`: the flat before the slash, the door after it
    r"\b((?:unit|flat|apt|apartment|shop|suite|villa|level|lvl|office|room)\.?\s*(?:no\.?\s*)?\d+[a-z]?)\s*/\s*(?=\d)",
    I,
)
UNITS = tuple(
    re.compile(pattern, I)
    for pattern in (
        # `Flat 3`, `Top Nr. 5`, `Flat No. 302`, `Kat:2`
        rf"\b(?:{WITHIN})\b\.?\s*(?:no\b\.?|nr\b\.?|n[º°]|№|#|:)?\s*:?\s*{NAME}(?![\w'])",
        rf"\b(?:{SHORT})\s*[.:]\s*(?=\d){NAME}(?![\w'])",
        # `2nd floor`, `3. Stock`, `2e étage gauche`, `4º andar`, `2. em. 5`, `3. tv`, `1 tr`
        r"\b[ivx]{1,4}/\d{1,3}\b",  # `II/5` in Hungary
        r"\b(?:\d{1,2}|[ivx]{1,4})\s*(?:st|nd|rd|th|er|e|è|ème|eme|re|de|o|a|to|do|er|\.|º|ª|°)?\s*"
        r"(?:floor|fl|stock|stockwerk|obergeschoss|og|ug|étage|etage|piso|andar|piano|emelet|em"
        r"|kat|этаж|поверх|ет|sal|tr|trappor|etasje|kerros|verd|verdieping|hoog|patro|poschodie"
        r"|όροφος|planta)\b\.?"
        r"(?:\s*(?:gauche|droite|links|rechts|left|right|tv|th|mf|\d{1,3}[a-z]?))?(?![\w/])",
        r"(?:^|(?<=[\s,]))(?:\d{1,2}(?:\.\s*|\s+)|(?:st|kl)\.?\s*)(?:tv|th|mf)\b\.?",
        # `2º izq`, `3ºB`, `1º Dto`
        r"\b\d{1,2}\s*[ºª°]\s*(?:izq\w*|dch\w*|der\w*|esq\w*|dto|dt|dta|fte|frente|centro|[a-z])?"
        r"\b\.?(?!\s*de\b)",
        r"\b\d{1,2}/F\b|\bG/F\b|\bR/C\b(?:\s*(?:esq|dto|dt)\b\.?)?",  # floors in Hong Kong, Lisbon
        r"\b(?:lower ground|upper ground|ground|first|second|third|fourth|fifth|top) floor\b"
        r"(?:\s+(?:flat|left|right|rear))?",
        r"\b(?:basement|penthouse|erdgeschoss|parterre|souterrain|dachgeschoss|hochparterre"
        r"|hinterhaus|vorderhaus|seitenflügel|rez-de-chaussée|rdc|planta baja|bajos?|ático|sótano"
        r"|fundos|térreo|földszint|fszt|fsz|parter|zemin kat|giriş kat|цоколь)\b\.?"
        r"(?:\s*(?:links|rechts|izq\w*|dch\w*|[a-z](?![\w.])|\d{1,3}(?!\w)))?",
        r"\b(?:e\.?g\.?|d\.?g\.?|o\.?g\.?)(?:\s+(?:links|rechts|mitte))?(?=\s*(?:,|$))",
        r"\b[a-z][- ]wing\b",
        r"#\s*\d{1,2}-\d{1,4}[a-z]?(?=\s*(?:,|$|\d{6}))",  # `#08-12` in Singapore
    )
)  # fmt: skip
AT_LAST = re.compile(r"#\s*\w+(?:-\w+)?")  # `#4B`: a flat, where another number is the door's

# What announces the number of the house itself, and is no part of it.
MARKS = re.compile(
    r"(?<!\w)(?:house(?:\s*(?:no\.?|number))?|h\.?\s*no\.?|plot(?:\s*no\.?)?|door\s*no\.?|d\.\s*no\.?|blk\.?"
    r"|block(?=\s*\d{1,4}[a-z]?\s+[a-z]{3})|no\.?\s*ext\.?|nro\.?|núm\.?|num\.?|número|numero|nr\.?|no\.?"
    r"|n\.?\s?[º°]\.?|n\.(?=\s*\d)|numer|č\.\s?p\.?|č\.|бр\.?|буд\.?|дом|д\.(?=\s*\d)|№|αρ\.?|hausnr\.?|hausnummer)"
    r"\s*:?\s*(?=\d)",
    I,
)

MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|januar|jänner|februar|märz|maerz|mai|juni|juli|oktober|dezember"
    "|janvier|février|fevrier|mars|avril|juin|juillet|août|aout|septembre|octobre|novembre|décembre"
    "|decembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre"
    "|noviembre|diciembre|janeiro|fevereiro|março|marco|maio|junho|julho|setembro|outubro|novembro"
    "|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    "|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada"
    "|grudnia|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince"
    "|januára|februára|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra"
    "|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
    "|ianuarie|februarie|martie|aprilie|iunie|iulie|septembrie|octombrie|noiembrie|decembrie"
    "|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    "|januarie|maart|mei|augustus|januari|februari|maj|augusti|március|május|október|november"
    "|siječnja|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenog|prosinca"
    "|μαΐου|μαρτίου|οκτωβρίου|shkurtit|marsit|majit|nëntorit"
)
# Numbers that are part of a name: dates, ordinals, `Highway 101`, kings and popes in Latin numbers.
NAMED = tuple(
    re.compile(pattern, I)
    for pattern in (
        rf"\b\d{{1,2}}\s*(?:\.|º|°|er|ro|st|nd|rd|th|-?[iоегй]+)?\s*(?:de\s+|di\s+|do\s+|d['’]\s*|of\s+)?"
        rf"(?:{MONTHS})\b(?:\s+(?:de\s+|do\s+)?(?:1[789]\d\d|20\d\d))?",
        rf"\b(?:{MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?=\s+\w*(?:street|st|ave))",
        # `35th Ave`, `5ème rue`, `2nd Cross Road`, `11. Novembra`
        r"\b\d{1,3}(?:st|nd|rd|th|ème|eme|ª|-я|-й|-ая|-ий)\b(?=\s+\S)",
        r"\b\d{1,3}\.(?=\s*(?!\d)[^\W\d]{4,})|\b\d{1,5}\.?(?=\s*(?:sokak|sok|sk|cad)\b)",
        r"\b(?:highway|hwy|route|county road|state road|interstate|autoroute|u\.?s\.?|sr|cr|fm"
        r"|ruta|carretera|kilometer|km|nacional|mile)\s*-?\s*\d{1,4}(?:[.,]\d)?\b",
    )
)
STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|crescent|way|place|pl"
    r"|terrace|square|sq|boulevard|blvd|highway|hwy|parade|grove|gardens|hill|mews|row|walk|alley"
    r"|parkway|pkwy|marg|nagar|salai|rue|chemin|allée|allee|quai|impasse|calle|carrera|avenida|av"
    r"|via|viale|piazza|corso|vicolo|rua|travessa|praça|largo|ulica|ul|aleja|al|náměstí|námestie"
    r"|strada|str|bulevardul|utca|út|tér|körút|sokak|sok|sk|cadde|caddesi|cad|cd|bulvarı|улица|ул"
    r"|проспект|пр|вул|вулиця|бул|katu|tie|gata|gatan|väg|vägen|gate|vej|plein|laan|gracht)\b\.?"
    r"|\w{2,}(?:strasse|straße|str\.|gasse|weg|platz|allee|straat|laan|gracht|plein|gatan|vägen"
    r"|gata|vej|gade|katu|tie|gate|veien|utca)\b",
    I,
)
# Where a number right behind the kind of street is its name: `Calle 50`, `Avenue 5`.
NUMBERED = re.compile(
    r"\b(?:calle|cl|carrera|cra|kr|cr|diagonal|dg|transversal|tv|avenida|av|avenue|ave|street|road"
    r"|sector|sokak|sok|sk|rua|phase|block|lorong|jalan|jln|soi)\b\.?\s*(?=\d)",
    I,
)
COLOMBIAN = re.compile(  # `Calle 50 # 12-34`, `Cra 7 Bis No. 12A-34 Sur`
    r"\b((?:calle|cl|cll|carrera|cra|kra|kr|cr|diagonal|diag|dg|transversal|tv|tr|avenida|av|ak|ac)"
    r"\.?\s*\d{1,3}\s?[a-z]?(?:\s*bis)?(?:\s*(?:sur|norte|este|oeste))?)\s*(#|no\.?|n[º°]\.?|nro\.?)"
    r"\s*(\d{1,3}\s?[a-z]?(?:\s*bis)?\s*-\s*\d{1,3})",
    I,
)
# Post codes that cannot be anything else.
POSTCODES = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", 0),  # GB
        (r"\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b", 0),  # CA
        (r"\b[AC-FHKNPRTV-Y]\d[\dW]\s?[0-9AC-FHKNPRTV-Y]{4}\b(?=\s*(?:,|$))", 0),  # IE
        (r"(?<=\S\s)\d{4}\s?[A-Z]{2}\b(?=\s+[A-Za-z'])", 0),  # NL
        (r"〒?\b\d{3}-\d{4}\b(?=\s|$|\D)", 0),  # JP
        (r"\b\d{5}-\d{3}\b", 0),  # BR
        (r"\b\d{4}-\d{3}\b", 0),  # PT
        (r"\b\d{2}-\d{3}\b(?=\s+\w)", 0),  # PL
        (r"\b\d{5}-\d{4}\b", 0),  # US
        (r"\b[A-Z]{1,3}-\d{4,6}\b", 0),  # LT-01103, D-10115, MD-2001
        (r"\b\d{3}\s\d{2}\b(?=\s+[^\W\d]|$)", 0),  # SE, CZ, SK, GR
        (r"\b\d{3}\s\d{3}\b(?=\s*(?:,|$))", 0),  # IN
    )
)
