"""Companies and job titles of Germany, written by hand.

Company roots are invented: a head and a tail each; what is or sounds like a known brand or firm is left out (NOT_THESE).
Titles are worded without gender, as on many German business cards (`Leitung Einkauf`), since a title fits any person.
"""

from __future__ import annotations

ROOT_HEADS = """
Albr Arv Balm Bergen Brand Brelm Dorv Drenk Eldr Elsn Falk Felmar Garv Grunw Halv Harg Heldr Holm Isarn Jelm Kalv Kelb Lahn Lindv
Marb Nelk Norv Oldr Pelm Quell Rasp Rhelm Sandr Selk Sturv Talv Thelm Ulmar Velb Wald Welm Wolf Zeld Zwern
"""
ROOT_TAILS = """
avia enta ivex ondis umar eron askon olit ynta ero anto iska orra entis una adon
"""
NOT_THESE = """
Arvanto Arventa Wolfanto Brandero Falkenta Quellivex Waldavia Marbadon Grunwadon Falkadon Falkero Waldero Sandrero Norvero
"""

# text, slug, industry in English, weight
SECTORS = """
Maschinenbau|maschinenbau|Manufacturing|9
Metallbau|metallbau|Manufacturing|6
Werkzeugbau|werkzeugbau|Manufacturing|4
Präzisionstechnik|praezisionstechnik|Manufacturing|4
Kunststofftechnik|kunststofftechnik|Manufacturing|4
Bau|bau|Construction|7
Hochbau|hochbau|Construction|4
Gebäudetechnik|gebaeudetechnik|Construction|5
Holzbau|holzbau|Construction|3
Logistik|logistik|Logistics|8
Spedition|spedition|Logistics|4
Transporte|transporte|Logistics|4
Handel|handel|Retail|5
Fachmarkt|fachmarkt|Retail|2
Großhandel|grosshandel|Wholesale|5
Import|import|Wholesale|2
Software|software|Software|9
IT-Systeme|it-systeme|Software|6
Digital|digital|Software|5
Beratung|beratung|Consulting|7
Consulting|consulting|Consulting|7
Marketing|marketing|Marketing|5
Kommunikation|kommunikation|Marketing|3
Finanz|finanz|Finance|4
Vermögensverwaltung|vermoegensverwaltung|Finance|2
Versicherungsdienst|versicherungsdienst|Insurance|3
Immobilien|immobilien|Real Estate|6
Hausverwaltung|hausverwaltung|Real Estate|3
Medizintechnik|medizintechnik|Healthcare|5
Pflegedienste|pflegedienste|Healthcare|3
Labor|labor|Healthcare|2
Akademie|akademie|Education|3
Hotelbetriebe|hotelbetriebe|Hospitality|2
Gastronomie|gastronomie|Hospitality|3
Feinkost|feinkost|Food|3
Lebensmittel|lebensmittel|Food|4
Energie|energie|Energy|4
Solartechnik|solartechnik|Energy|4
Agrartechnik|agrartechnik|Agriculture|3
Gartenbau|gartenbau|Agriculture|2
Medien|medien|Media|4
Verlag|verlag|Media|2
Rechtsdienste|rechtsdienste|Legal|1
Ingenieure|ingenieure|Engineering|4
Anlagenbau|anlagenbau|Engineering|5
Automation|automation|Engineering|5
Fahrzeugtechnik|fahrzeugtechnik|Automotive|5
Automobile|automobile|Automotive|4
Textil|textil|Textiles|3
Chemie|chemie|Chemicals|3
Lacke|lacke|Chemicals|2
Reisen|reisen|Travel|3
Telekom-Service|telekom-service|Telecommunications|1
Netzwerke|netzwerke|Telecommunications|3
Sicherheit|sicherheit|Security|3
Personal|personal|Recruitment|5
Design|design|Design|3
"""

LEGAL_FORMS = """
GmbH|640
GmbH & Co. KG|170
UG (haftungsbeschränkt)|55
AG|45
e.K.|35
KG|20
OHG|15
SE|8
eG|4
KGaA|2
GbR|6
"""

COMPANY_PATTERNS = """
{root} {legal}|150
{root} {sector} {legal}|230
{surname} {sector} {legal}|190
{surname} {legal}|70
{surname} & {surname2} {legal}|45
{surname} & {surname2} GmbH|30
{surname} + {surname2} GmbH|6
{surname} und {surname2} OHG|8
{surname} & Söhne {legal}|22
{surname} & Sohn GmbH|14
{surname} & Tochter GmbH|4
Gebr. {surname} {legal}|26
Gebrüder {surname} GmbH & Co. KG|14
Geschwister {surname} GmbH|5
{surname} & Partner {legal}|30
{surname} & Cie. KG|5
{surname} & Co. KG|16
{surname} & Co. GmbH|10
{sector} {surname} {legal}|60
{sector} {root} {legal}|18
{surname} {sector} e.K.|20
{surname} {sector} {city} GmbH|10
{root} {sector} {city} GmbH|14
{root} {city} GmbH|10
{root} Gruppe GmbH|8
{root} Holding GmbH|10
{root} Holding AG|5
{surname} Holding GmbH|5
{surname} Gruppe GmbH & Co. KG|6
{root} {sector} Vertriebs GmbH|8
{root} {sector} Deutschland GmbH|8
{root} {sector} International GmbH|6
{root} Service GmbH|12
{surname} Service GmbH & Co. KG|8
{root} Solutions GmbH|14
{root} Systems GmbH|10
{root} Technologies AG|4
{root} Werke GmbH & Co. KG|5
{surname} Betriebs-GmbH|4
{root} {sector} Inh. {surname} e.K.|4
{surname}, {surname2} & Partner GbR|3
"""

# title, seniority, department, weight
TITLES = """
Geschäftsführung|executive|general|40
Geschäftsleitung|executive|general|18
Mitglied der Geschäftsleitung|executive|general|10
Founder & CEO|executive|general|8
Co-Founder|executive|general|5
CEO|executive|general|8
Vorstand|executive|general|5
Vorstandsvorsitz|executive|general|2
Inhaber:in|executive|general|14
Prokura & kaufmännische Leitung|executive|finance|8
CFO|executive|finance|7
COO|executive|operations|5
CTO|executive|technology|8
CIO|executive|technology|5
CDO|executive|technology|2
CMO|executive|marketing|3
CSO|executive|sales|3
CPO|executive|purchasing|2
Technische Geschäftsführung|executive|technology|6
Kaufmännische Geschäftsführung|executive|finance|6
Vertriebsleitung|head|sales|26
Leitung Vertrieb Innendienst|head|sales|8
Head of Sales|head|sales|12
Regionalleitung Vertrieb|head|sales|10
Leitung Marketing|head|marketing|18
Head of Marketing|head|marketing|10
Leitung Finanz- und Rechnungswesen|head|finance|14
Leitung Controlling|head|finance|10
Kaufmännische Leitung|head|finance|16
Leitung Einkauf|head|purchasing|24
Head of Procurement|head|purchasing|7
Leitung Produktion|head|operations|14
Betriebsleitung|head|operations|16
Werkleitung|head|operations|9
Leitung Logistik|head|operations|13
Niederlassungsleitung|head|operations|12
Standortleitung|head|operations|8
Leitung Qualitätsmanagement|head|operations|9
Leitung IT|head|technology|26
Head of IT|head|technology|10
Leitung Entwicklung|head|technology|11
Leitung Informationssicherheit|head|technology|4
Leitung Personal|head|people|18
Head of People|head|people|5
Leitung Recht|head|legal|5
Head of Legal & Compliance|head|legal|3
Assistenz der Geschäftsführung|specialist|general|22
Office Management|specialist|general|12
Key Account Manager|manager|sales|24
Account Manager|manager|sales|16
Sales Manager|manager|sales|20
Area Sales Manager|manager|sales|9
Business Development Manager|manager|sales|14
Teamleitung Vertrieb|manager|sales|14
Marketing Manager|manager|marketing|22
Online Marketing Manager|manager|marketing|12
Produktmanagement|manager|marketing|16
Brand Manager|manager|marketing|5
Teamleitung Marketing|manager|marketing|7
Teamleitung Buchhaltung|manager|finance|11
Finance Manager|manager|finance|8
Teamleitung Einkauf|manager|purchasing|12
Strategischer Einkauf|manager|purchasing|16
Category Manager|manager|purchasing|6
Lieferantenmanagement|manager|purchasing|5
Projektleitung|manager|operations|24
Produktionsplanung|manager|operations|9
Operations Manager|manager|operations|9
Supply Chain Manager|manager|operations|9
Teamleitung Kundenservice|manager|operations|9
Teamleitung IT|manager|technology|14
IT-Projektleitung|manager|technology|12
Product Owner|manager|technology|8
IT-Sicherheit und Datenschutz|manager|technology|5
HR Manager|manager|people|14
HR Business Partner|manager|people|6
Recruiting Manager|manager|people|6
Compliance Manager|manager|legal|4
Syndikus Vertragsrecht|specialist|legal|3
Datenschutzkoordination|specialist|legal|3
Vertriebsinnendienst|specialist|sales|24
Vertriebsaußendienst|specialist|sales|18
Sachbearbeitung Vertrieb|specialist|sales|14
Sachbearbeitung Marketing|specialist|marketing|8
Content & Social Media|specialist|marketing|8
Messe und Veranstaltungen|specialist|marketing|4
Buchhaltung|specialist|finance|20
Controlling|specialist|finance|16
Debitorenbuchhaltung|specialist|finance|6
Sachbearbeitung Einkauf|specialist|purchasing|20
Operativer Einkauf|specialist|purchasing|18
Technischer Einkauf|specialist|purchasing|10
Disposition|specialist|operations|14
Auftragsabwicklung|specialist|operations|12
Qualitätssicherung|specialist|operations|10
Arbeitsvorbereitung|specialist|operations|7
IT-Administration|specialist|technology|18
Systemadministration|specialist|technology|10
Softwareentwicklung|specialist|technology|12
Anwendungsbetreuung ERP|specialist|technology|7
Konstruktion|specialist|technology|8
Personalreferat|specialist|people|10
Lohn- und Gehaltsabrechnung|specialist|people|6
"""
