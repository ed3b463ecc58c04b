"""What companies and job titles of the United Kingdom are called; written by hand.

The brand roots are invented: an ending, then the beginnings it is joined to. None is a known brand, firm, place or surname.
"""

from __future__ import annotations

ROOTS = """
wyke: Ambel Brock Carr Corr Farn Frith Hind Linn Lorn Marr Rusk Tarn
thorne: Caid Dall Dunn Hal Harn Hind Ivel Kil Rad Wark Wend Wyn
mere: Aller Ambel Brent Dall Farn Fenner Garn Gorse Ivel Rusk Ulver
combe: Arrow Dunn Ellen Gorse Hesk Jarr Kest Kil Morr Skel Thirl
stock: Aller Dall Dorn Dray Gorse Grend Hind Ivel Rusk Sarn Skel Ulver
worth: Ambel Caid Ellen Frith Hind Holl Ivel Jarr Morr Oster Ulver Vale
marsh: Arrow Corr Ivel Kil Lang Morr Pick Quar Vale Wark Wyn
bourne: Caid Corr Farn Harn Hesk Ivel Mell Nant Pell Renn Roth Wyn
garth: Bexer Carr Ivel Marr Oster Renn Rusk Thrax Vale Wark Whin Yarn
dene: Dall Dunn Garn Gorse Jarr Lang Laven Oster Penn Rusk Skel Thrax
holt: Dall Dray Harn Lang Laven Morr Nether Quar Rad Stell Tavi Tolm
fell: Bramb Brock Calver Cran Dall Ivel Lang Lorn Renn Rusk Skel Vale
haven: Ambel Brock Cran Esk Holl Lang Laven Nant Rad Stell Vale Yarn
croft: Bramb Dall Dorn Dray Farn Harn Holl Jarr Marr Pick Sarn
wold: Corr Dall Dorn Gorse Heron Holl Ivel Kelder Oster Penn Pick Renn
sett: Brock Dray Gorse Harn Heron Hesk Kelder Mell Rusk Sarn Tarn Thrax Ulver
mont: Brock Garn Harn Kelder Mell Oster Rad Stell Tarn Tavi Ulver Wark
ridge: Ambel Arrow Grend Holl Ivel Kest Laven Sarn Stell Thirl Vale
brook: Dorn Garn Mell Pick Rusk Thrax Wark Wend Yarn
gate: Ambel Dorn Gorse Harn Ivel Lorn Pick Rusk Skel Thirl Yarn
leigh: Brent Caid Dorn Ellen Gorse Jarr Morr Oster Rusk Tarn Vale Whin
stead: Bramb Dray Dunn Ellen Garn Gorse Marr Quar Roth Skel Tarn Thirl Whin
hurst: Bramb Caid Corr Dray Dunn Ellen Farn Heron Hesk Marr
ward: Aller Caid Dall Farn Frith Hind Jarr Stell Tarn Thrax Wark Wyn
shaw: Bexer Calver Elling Grend Harn Laven Penn Roth Tavi Ulver Wyn Yarn
avance: Bel Cor Dal Fel Hal Kel Mel Tor
ivane: Bal Cor Dal Fal Hal Kes Mel Tor
estra: Dal Fal Hal Jal Kal Mel Tal
ombra: Cal Del Fal Gal Kal Mel Sol Val
orwen: Bal Cal Del Fal Hal Kel Mel Tal
ellion: Bor Car Dor Far Gar Kar Mor Tor
idian: Del Fal Hal Kel Mel Sal Tal
andria: Bel Cor Dal Fal Hal Kel Mel Tal
arix: Bel Cov Dal Fel Hal Kel Mel Tal
ovane: Bri Cre Dre Fre Gre Kre Pre Tre
uvance: Bel Cor Dal Fel Hal Kel Mel Tal
entra: Bal Cor Dal Fal Hal Jal Mel Tal
elwyn: Bor Cor Dor Far Gar Kor Mor Tor
imber: Bel Cor Dal Fal Hal Kel Mel Tal
inholme: Bar Cor Dar Fal Hal Kel Mel Tal
ostra: Bel Cor Dal Fal Hal Kel Mel Tor
"""
SECTORS = """
Manufacturing|Manufacturing|34; Industries|Manufacturing|34; Fabrications|Manufacturing|20; Plastics|Manufacturing|14
Precision|Manufacturing|14; Packaging|Manufacturing|16; Construction|Construction|50; Building Services|Construction|24
Roofing|Construction|18; Electrical|Construction|26; Joinery|Construction|14; Scaffolding|Construction|10
Logistics|Logistics|34; Haulage|Logistics|26; Transport|Logistics|26; Freight|Logistics|14; Supplies|Wholesale|32
Wholesale|Wholesale|18; Trading|Wholesale|22; Distribution|Wholesale|20; Retail|Retail|20; Home & Garden|Retail|10
Interiors|Design|16; Software|Software|44; Systems|Software|34; Technology|Software|36; Digital|Software|28
Data|Software|14; Consulting|Consulting|44; Consultancy|Consulting|22; Advisory|Consulting|14; Marketing|Marketing|26
Communications|Marketing|16; Capital|Finance|22; Finance|Finance|22; Accountancy|Finance|26; Wealth|Finance|12
Insurance|Insurance|18; Underwriting|Insurance|6; Estates|Real Estate|22; Property|Real Estate|36; Lettings|Real Estate|16
Healthcare|Healthcare|34; Care|Healthcare|24; Dental|Healthcare|14; Pharmacy|Healthcare|10; Training|Education|24
Learning|Education|14; Hospitality|Hospitality|20; Catering|Hospitality|20; Hotels|Hospitality|8; Foods|Food|24
Bakery|Food|12; Brewing|Food|10; Energy|Energy|24; Renewables|Energy|14; Farms|Agriculture|14; Agricultural|Agriculture|10
Media|Media|20; Productions|Media|10; Legal|Legal|16; Engineering|Engineering|50; Surveying|Engineering|10
Automotive|Automotive|20; Motors|Automotive|18; Textiles|Textiles|10; Clothing|Textiles|12; Chemicals|Chemicals|12
Coatings|Chemicals|10; Travel|Travel|14; Coaches|Travel|6; Telecoms|Telecommunications|14; Networks|Telecommunications|10
Security|Security|18; Fire Protection|Security|8; Recruitment|Recruitment|26; Resourcing|Recruitment|10; Design|Design|20
"""
LEGAL_FORMS = [["Ltd", 680], ["Limited", 220], ["LLP", 55], ["plc", 30], ["CIC", 4]]
COMPANY_PATTERNS = [
    ["{root} {sector} {legal}", 220],
    ["{root} {legal}", 140],
    ["{root} {sector}", 50],
    ["{root} Group {legal}", 36],
    ["{root} Holdings {legal}", 22],
    ["{root} Solutions {legal}", 34],
    ["{root} Services {legal}", 34],
    ["{root} (UK) {legal}", 24],
    ["{root} UK {legal}", 18],
    ["{root} {sector} (UK) {legal}", 18],
    ["{root} ({city}) {legal}", 16],
    ["{root} {sector} ({city}) {legal}", 14],
    ["{root} {sector} Group {legal}", 22],
    ["{root} Partnership {legal}", 8],
    ["The {root} {sector} Company", 12],
    ["{root} International {legal}", 12],
    ["{root} Associates {legal}", 14],
    ["{root} & Co {legal}", 10],
    ["{surname} {sector} {legal}", 120],
    ["{surname} {sector}", 30],
    ["{surname} & {surname2} {legal}", 34],
    ["{surname} & {surname2} {sector} {legal}", 22],
    ["{surname} {surname2} {legal}", 18],
    ["{surname} {surname2} LLP", 12],
    ["{surname} & Son {legal}", 16],
    ["{surname} & Sons {legal}", 34],
    ["{surname} & Sons {sector} {legal}", 14],
    ["{surname} & Daughters {legal}", 4],
    ["{surname} Bros {legal}", 14],
    ["{surname} Brothers {sector} {legal}", 10],
    ["{surname} & Co {legal}", 26],
    ["{surname} Group {legal}", 16],
    ["{surname} & Partners LLP", 10],
    ["{surname} Associates {legal}", 18],
    ["{surname} {sector} ({city}) {legal}", 16],
    ["{surname} & Sons ({city}) {legal}", 8],
    ["{surname} of {city} {legal}", 6],
    ["{surname} {sector} Services {legal}", 10],
    ["{city} {root} {sector} {legal}", 6],
]
TITLES = """
Managing Director|executive|general|84; Chief Executive|executive|general|24; Chief Executive Officer|executive|general|26
Owner|executive|general|42; Founder|executive|general|24; Co-Founder|executive|general|18; Director|executive|general|36
Founder & Director|executive|general|16; Managing Partner|executive|general|14; Partner|executive|general|18
Chairman|executive|general|8; Chief Operating Officer|executive|operations|18; Chief Financial Officer|executive|finance|20
Finance Director|executive|finance|44; Operations Director|executive|operations|40; Sales Director|executive|sales|34
Commercial Director|executive|sales|32; Marketing Director|executive|marketing|20; Technical Director|executive|technology|22
Chief Technology Officer|executive|technology|16; Chief Information Officer|executive|technology|10
IT Director|executive|technology|14; Procurement Director|executive|purchasing|10; HR Director|executive|people|14
Chief People Officer|executive|people|5; General Counsel|executive|legal|8; Company Secretary|executive|legal|8
General Manager|head|general|50; Head of Strategy|head|general|8; Head of Sales|head|sales|40
Head of Business Development|head|sales|26; Head of Partnerships|head|sales|10; Head of Marketing|head|marketing|40
Head of Communications|head|marketing|14; Head of Digital|head|marketing|14; Head of Finance|head|finance|40
Financial Controller|head|finance|44; Head of Operations|head|operations|50; Head of Supply Chain|head|operations|20
Head of Logistics|head|operations|12; Head of Facilities|head|operations|12; Head of Production|head|operations|12
Head of IT|head|technology|40; Head of Engineering|head|technology|24; Head of Product|head|technology|14
Head of Data|head|technology|10; Head of Procurement|head|purchasing|34; Head of Purchasing|head|purchasing|16
Head of Category Management|head|purchasing|6; Head of HR|head|people|30; Head of Talent|head|people|8
Head of Legal|head|legal|12; Head of Compliance|head|legal|10; Regional Director|head|sales|14
Office Manager|manager|general|70; Project Manager|manager|general|64; Branch Manager|manager|general|26
Practice Manager|manager|general|20; Programme Manager|manager|general|18; Sales Manager|manager|sales|60
Regional Sales Manager|manager|sales|24; Business Development Manager|manager|sales|56; Key Account Manager|manager|sales|28
Account Manager|manager|sales|40; Marketing Manager|manager|marketing|58; Digital Marketing Manager|manager|marketing|24
Brand Manager|manager|marketing|14; Communications Manager|manager|marketing|14; Finance Manager|manager|finance|48
Management Accountant|manager|finance|28; Credit Control Manager|manager|finance|12; Payroll Manager|manager|finance|10
Operations Manager|manager|operations|90; Production Manager|manager|operations|32; Warehouse Manager|manager|operations|24
Transport Manager|manager|operations|24; Logistics Manager|manager|operations|20; Works Manager|manager|operations|10
Facilities Manager|manager|operations|34; Quality Manager|manager|operations|26; Site Manager|manager|operations|24
Supply Chain Manager|manager|operations|24; IT Manager|manager|technology|60; Engineering Manager|manager|technology|28
Product Manager|manager|technology|22; Information Security Manager|manager|technology|12
Service Delivery Manager|manager|technology|14; Purchasing Manager|manager|purchasing|44
Procurement Manager|manager|purchasing|46; Category Manager|manager|purchasing|18; Contracts Manager|manager|purchasing|20
HR Manager|manager|people|48; Training Manager|manager|people|10; Talent Acquisition Manager|manager|people|8
Compliance Manager|manager|legal|16; Legal Manager|manager|legal|6
Personal Assistant|specialist|general|30; Executive Assistant|specialist|general|26; Administrator|specialist|general|50
Project Coordinator|specialist|general|28; Business Analyst|specialist|general|26; Sales Executive|specialist|sales|56
Account Executive|specialist|sales|28; Sales Administrator|specialist|sales|22; Technical Sales Engineer|specialist|sales|14
Marketing Executive|specialist|marketing|50; Marketing Assistant|specialist|marketing|18
Content Executive|specialist|marketing|12; Accounts Assistant|specialist|finance|36; Bookkeeper|specialist|finance|30
Finance Analyst|specialist|finance|24; Purchase Ledger Clerk|specialist|finance|20; Accountant|specialist|finance|30
Operations Coordinator|specialist|operations|28; Logistics Coordinator|specialist|operations|22
Quality Engineer|specialist|operations|18; Maintenance Engineer|specialist|operations|20
Health & Safety Adviser|specialist|operations|16; Transport Planner|specialist|operations|14
Software Developer|specialist|technology|38; IT Support Engineer|specialist|technology|34
Systems Administrator|specialist|technology|26; Network Engineer|specialist|technology|16
Data Analyst|specialist|technology|22; Solutions Architect|specialist|technology|12; Buyer|specialist|purchasing|56
Senior Buyer|specialist|purchasing|30; Assistant Buyer|specialist|purchasing|16; Procurement Officer|specialist|purchasing|28
Procurement Specialist|specialist|purchasing|20; Supply Chain Planner|specialist|purchasing|12
HR Adviser|specialist|people|30; HR Business Partner|specialist|people|18; HR Assistant|specialist|people|14
Recruitment Adviser|specialist|people|12; Solicitor|specialist|legal|12; Paralegal|specialist|legal|10
Compliance Officer|specialist|legal|14
"""
