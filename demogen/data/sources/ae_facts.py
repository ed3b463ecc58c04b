"""Facts about the UAE, by hand: communities, streets, words of company names, job titles.

The country has few cities and no postal codes, so a place is a community as people write it ("Business Bay, Dubai").
Populations are rough, in thousands, from what the emirates' statistics centres publish and from general knowledge.
"""

from __future__ import annotations

# emirate, area code, name of the city: community and population in thousands
PLACES = """
Dubai 4 Dubai: Business Bay 45; Downtown 15; Dubai Marina 60; Jumeirah Lake Towers 65; Trade Centre 7; Al Rigga 18;
 Naif 35;
 Port Saeed 14; Al Muraqqabat 40; Hor Al Anz 70; Abu Hail 22; Al Karama 70; Oud Metha 13; Al Mankhool 35; Al Raffa 25;
 Al Quoz 45; Al Barsha 55; Barsha Heights 15; Jumeirah 32; Umm Suqeim 22; Al Safa 12; Al Wasl 10; Al Nahda 52;
 Al Qusais 62;
 Muhaisnah 150; Al Mizhar 16; Mirdif 52; Al Warqa 64; International City 120; Dubai Silicon Oasis 90; Academic City 12;
 Discovery Gardens 52; Jebel Ali 60; Dubai Investments Park 130; Jumeirah Village Circle 95; Dubai Sports City 36;
 Dubai Internet City 4; Dubai Media City 4; Dubai Production City 20; Al Garhoud 10; Umm Ramool 5; Al Rashidiya 30;
 Ras Al Khor 22; Palm Jumeirah 30; Al Satwa 36; Al Furjan 30; The Greens 16; Al Khawaneej 15; Dubai South 26; Hatta 13
Abu Dhabi 2 Abu Dhabi: Al Khalidiyah 35; Al Zahiyah 60; Al Danah 95; Al Maryah Island 5; Al Reem Island 65;
 Khalifa City 90;
 Mohammed Bin Zayed City 105; Mussafah 240; Al Shamkha 40; Baniyas 80; Al Raha Beach 15; Yas Island 16; Masdar City 6;
 Saadiyat Island 9; Al Bateen 13; Al Mushrif 20; Al Wahdah 30; Al Muroor 28; Al Manhal 22
Abu Dhabi 2 Al Dhafra: Madinat Zayed 30; Ruwais 28
Abu Dhabi 3 Al Ain: Al Jimi 40; Al Muwaiji 32; Al Towayya 25; Central District 30; Hili 28; Zakher 22; Al Sanaiya 60;
 Al Yahar 35
Sharjah 6 Sharjah: Al Majaz 110; Al Nahda 130; Al Qasimia 60; Rolla 50; Al Taawun 28; Industrial Area 200; Muwaileh 95;
 Al Khan 32; Abu Shagara 45; Al Mamzar 24; Al Yarmook 14; Al Azra 12
Sharjah 6 : Al Dhaid 33
Sharjah 9 : Khor Fakkan 43; Kalba 38; Dibba Al Hisn 14
Ajman 6 Ajman: Al Nuaimia 115; Al Rashidiya 62; Al Jurf 60; Al Rawda 55; Al Rumailah 25; Al Mowaihat 45
Umm Al Quwain 6 Umm Al Quwain: Al Salamah 22; Al Ramlah 12; Al Raas 9
Ras Al Khaimah 7 Ras Al Khaimah: Al Nakheel 60; Al Hamra Village 14; Al Dhait 28; Khuzam 20; Al Qusaidat 18;
 Al Mamourah 22
Fujairah 9 Fujairah: Al Faseel 15; Sakamkam 12; Merashid 14; Al Gurfa 10
Fujairah 9 : Dibba Al Fujairah 42
"""

STREETS = """
Airport Road, Corniche Road, King Faisal Street, Al Wahda Street, Al Ittihad Street, Al Nahda Street,
Sheikh Khalifa Bin Zayed Street,
Sheikh Zayed Street, Al Nasr Street, Al Falah Street, Al Salam Street, Al Istiqlal Street, Al Arouba Street,
Al Zahra Street,
University Street, Hospital Street, Al Khaleej Street, Industrial Street, Al Nakheel Street, Al Wasl Street,
Al Manara Street,
Al Rolla Street, Al Meena Street, Port Road, Al Qudra Street, Beach Road, Al Hisn Street, Al Jazeera Street,
Al Muntazah Street,
Al Rawda Street, Al Safa Street, Al Marjan Street, Al Sidra Street, Al Ghaf Street, Al Lulu Street, Al Jawhara Street,
Al Yasmeen Street,
Al Rayhan Street, Al Banafsaj Street, Al Zaitoun Street, Al Rimal Street, Al Kathib Street, Al Wadi Street,
Al Jabal Street,
Al Shati Street, Al Mina Road, Al Bahar Street, Al Sahel Street, Al Khor Street, Al Qasr Street, Al Madina Street,
Al Souq Street,
Old Market Street, Al Matar Street, Al Seef Street, Al Bustan Street, Al Hadiqa Street, Al Masjid Street,
Al Jamia Street, Al Maktaba Street,
Al Barid Street, Al Murabba Street, Al Dana Street, Al Sharq Street, Al Gharb Street, Al Shamal Street,
Al Janoub Street, Al Noor Street,
Al Amal Street, Al Saada Street, Al Karama Street, Al Hurriya Street, Al Tadamun Street, Al Nahyan Street,
Al Wifaq Street, Al Fajr Street,
Al Shorouq Street, Al Qamar Street, Al Najma Street, Al Suhail Street, Al Thuraya Street, Al Reef Street,
Al Waha Street, Al Ain Street,
Al Falaj Street, Al Bidaa Street, Al Marsa Street, Marina Street, Creek Street, Boulevard Street, Financial Street,
Exhibition Street,
Innovation Street, Knowledge Street, Gate Avenue, Park Street, Garden Street, Palm Street, Oasis Street, Lagoon Street
"""

ROOT_FRONTS = """
Zahr, Murj, Safw, Qamr, Noor, Rimal, Sahr, Badr, Tawaz, Haby, Jumar, Dhafar, Wadir, Falaj, Ghazal, Khayr, Liwan,
Mazun, Nakhl, Rayham,
Samar, Tamir, Yaqut, Zumar, Arkan, Bahran, Corvan, Delmar, Elvar, Gulfor, Hatim, Kestr, Marov, Orvan, Palmar, Quorin,
Solvar, Tavrin, Velmar, Zenvar
"""
ROOT_BACKS = "aviq, enda, ivex, oris, amis, elio, imar, andis, erix, ostan, uvia"

SECTORS = """
Trading trading Wholesale 10|General Trading general-trading Wholesale 10|Foodstuff Trading foodstuff-trading Food 4
Food Industries food-industries Food 2|Catering catering Food 2|Contracting contracting Construction 8
Building Materials building-materials Construction 5|Interiors interiors Design 4|Design Studio design-studio Design 2
Electromechanical Works electromechanical-works Construction 4|Technical Services technical-services Construction 5
Logistics logistics Logistics 6|Shipping shipping Logistics 4|Freight Services freight-services Logistics 3
Warehousing warehousing Logistics 2
Technologies technologies Software 6|Software software Software 3|IT Solutions it-solutions Software 5
Data Systems data-systems Software 2
Consultancy consultancy Consulting 4|Management Consultants management-consultants Consulting 3
Marketing marketing Marketing 3
Advertising advertising Marketing 3|Events events Marketing 2|Capital capital Finance 3
Investments investments Finance 3
Insurance Brokers insurance-brokers Insurance 2|Real Estate real-estate Real-Estate 6
Properties properties Real-Estate 4
Facilities Management facilities-management Real-Estate 3|Medical Supplies medical-supplies Healthcare 3
Healthcare healthcare Healthcare 3
Pharma pharma Healthcare 2|Training Institute training-institute Education 2|Education education Education 2
Hospitality hospitality Hospitality 4|Hotel Supplies hotel-supplies Hospitality 2|Energy energy Energy 3
Oilfield Services oilfield-services Energy 3
Solar solar Energy 2|Agro agro Agriculture 2|Media media Media 3|Publishing publishing Media 1
Legal Services legal-services Legal 2
Engineering engineering Engineering 4|Engineering Consultants engineering-consultants Engineering 2
Auto Spare Parts auto-spare-parts Automotive 3
Motors motors Automotive 2|Textiles textiles Textiles 3|Garments garments Textiles 2|Chemicals chemicals Chemicals 2
Plastics Industries plastics-industries Manufacturing 3|Steel Industries steel-industries Manufacturing 3
Industries industries Manufacturing 4
Travel travel Travel 3|Tourism tourism Travel 3|Telecom telecom Telecommunications 2
Security Systems security-systems Security 3
Security Services security-services Security 2|Human Resources human-resources Recruitment 2
Recruitment recruitment Recruitment 2
Supermarkets supermarkets Retail 2|Electronics electronics Retail 4|Perfumes perfumes Retail 3
Jewellery jewellery Retail 3
"""

PATTERNS = """
{root} {sector} {legal} 26
{root} {legal} 8
Al {root} {sector} {legal} 7
{surname} {sector} {legal} 6
{surname} & Sons {sector} {legal} 3
{surname} Brothers {sector} {legal} 3
{surname} & {surname2} {sector} {legal} 2
{surname} & Partners {sector} {legal} 2
{surname} Group {legal} 1
{root} Gulf {sector} {legal} 3
Gulf {root} {sector} {legal} 3
{root} Emirates {sector} {legal} 2
{root} Middle East {sector} {legal} 3
{root} Middle East {legal} 2
{root} International {sector} {legal} 4
{root} International {legal} 3
{root} Global {sector} {legal} 2
{root} Global {legal} 2
{root} Arabia {sector} {legal} 1
{root} Group {legal} 3
{root} Holding {legal} 2
{root} & Partners {legal} 1
{root} United {sector} {legal} 1
New {root} {sector} {legal} 2
Royal {root} {sector} {legal} 1
Desert {root} {sector} {legal} 1
Blue {root} {sector} {legal} 1
{root} Star {sector} {legal} 1
{root} MENA {legal} 1
{root} One {sector} {legal} 1
"""

LEGAL_FORMS = "LLC 46|L.L.C 14|FZE 9|FZCO 8|FZ-LLC 7|DMCC 5|Est. 5|LLC SPC 2|Ltd 2|PJSC 1|Sole Proprietorship LLC 1"

TITLES = """
executive general: Managing Director 14|Chief Executive Officer 9|General Manager 16|Founder 6|Founder & CEO 6|Owner 9
executive general: Managing Partner 7|Partner 5|Executive Director 4|Chairman 2|Vice Chairman 1|Group CEO 1
executive sales: Chief Commercial Officer 3|Vice President Sales 3
executive marketing: Chief Marketing Officer 2
executive finance: Chief Financial Officer 6|Group CFO 1
executive operations: Chief Operating Officer 5
executive technology: Chief Technology Officer 4|Chief Information Officer 3
executive people: Chief Human Resources Officer 1
head general: Business Unit Head 3|Country Manager 7|Regional Director 5|Branch Manager 6|Deputy General Manager 5
head general: Head of Strategy 2|Director of Business Development 5
head sales: Head of Sales 7|Sales Director 6|Regional Sales Director 2
head marketing: Head of Marketing 5|Marketing Director 4
head finance: Finance Director 5|Head of Finance 4|Financial Controller 5
head operations: Operations Director 4|Head of Operations 5|Head of Supply Chain 3|Head of Projects 3|Plant Manager 3
head technology: Head of IT 6|IT Director 4|Head of Digital 2
head purchasing: Head of Procurement 5|Procurement Director 2
head people: Head of HR 4|HR Director 3
head legal: Head of Legal 2|General Counsel 2
manager general: Business Development Manager 14|Project Manager 11|Office Manager 9|Assistant General Manager 3
manager general: PRO Manager 2
manager sales: Sales Manager 16|Regional Sales Manager 6|Area Sales Manager 6|Key Account Manager 8|Showroom Manager 3
manager marketing: Marketing Manager 10|Digital Marketing Manager 5|Brand Manager 3|Communications Manager 2
manager finance: Finance Manager 10|Accounts Manager 6|Credit Control Manager 2
manager operations: Operations Manager 13|Logistics Manager 7|Warehouse Manager 5|Supply Chain Manager 5
manager operations: Facilities Manager 6|Production Manager 4|QHSE Manager 3
manager technology: IT Manager 12|Systems Manager 2|Technical Manager 5|Product Manager 3|ERP Manager 2
manager purchasing: Procurement Manager 10|Purchase Manager 9|Category Manager 3|Contracts Manager 4
manager people: HR Manager 8|HR & Admin Manager 6|Talent Acquisition Manager 2
manager legal: Legal Manager 2|Compliance Manager 3
specialist general: Executive Assistant 5|Public Relations Officer 5|Administrator 6|Project Coordinator 5
specialist general: Business Development Executive 7
specialist sales: Sales Executive 14|Senior Sales Executive 7|Sales Engineer 7|Sales Coordinator 6|Account Executive 5
specialist marketing: Marketing Executive 7|Digital Marketing Specialist 4|Marketing Coordinator 3
specialist finance: Accountant 11|Senior Accountant 7|Financial Analyst 3
specialist operations: Operations Coordinator 4|Logistics Coordinator 5|Operations Executive 3|Site Engineer 4
specialist operations: Document Controller 2
specialist technology: IT Administrator 5|System Administrator 4|Software Engineer 4|IT Support Specialist 3
specialist purchasing: Procurement Officer 8|Purchase Officer 7|Buyer 5|Purchasing Coordinator 3
specialist people: HR Executive 5|HR Officer 4|Recruitment Specialist 2
specialist legal: Legal Counsel 2|Compliance Officer 3
"""

# First day of each Ramadan and the Eid after it, as announced in the UAE; from 2027 on by calculation.
RAMADAN = """
2015-06-18 2015-07-17
2016-06-06 2016-07-06
2017-05-27 2017-06-25
2018-05-17 2018-06-15
2019-05-06 2019-06-04
2020-04-24 2020-05-24
2021-04-13 2021-05-13
2022-04-02 2022-05-02
2023-03-23 2023-04-21
2024-03-11 2024-04-10
2025-03-01 2025-03-30
2026-02-18 2026-03-20
2027-02-08 2027-03-10
2028-01-28 2028-02-27
2029-01-16 2029-02-14
2030-01-05 2030-02-04
2030-12-26 2031-01-24
2031-12-15 2032-01-14
2032-12-04 2033-01-02
2033-11-23 2033-12-23
2034-11-12 2034-12-12
2035-11-01 2035-12-01
"""
