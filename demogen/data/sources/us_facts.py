"""What companies and job titles of the United States are called; written by hand.

The brand roots are invented: an ending, then the beginnings it is joined to. None is a known brand or firm.
"""

from __future__ import annotations

ROOTS = """
vexa: Nor Tal Quen Dra Sor Jun Kel Rho Bri Ulo
dermon: Cal Fal Hal Kes Lin Pel Tav Ul
tressa: Bel Dav Jas Kel Mor Pel Sol Zel
gavia: Bren Dal Fen Hol Mar Nor Pel Quil
lanta: Avo Bri Cre Dovi Fero Jova Kela Miro
ovista: Bel Cal Dor Gal Kel Mer Tam Vel
kovera: Al Bel Dan Fen Jul Mar Sol Tan
brixa: Cal Dor Fen Hal Jor Kam Lum Tor
strona: Alt Bel Cel Dem Fer Gal Kel Mel
idara: Bel Cal Fen Jov Kor Mor Pel Tav
ithera: Cal Dov Fel Kar Lom Mav Nel Sol
orvane: Bel Cal Del Fel Hal Kel Mel Tal
estrum: Bal Dal Fal Gan Jal Mod Tal
avento: Bel Cor Dal Fer Kel Mor Sul Tor
ulite: Bar Cor Dav Fen Gar Kor Mer Sor
endrix: Bal Cal Dor Fal Gal Jal Mol Tol
ospera: Al Bel Dal Fel Kel Mal Tel Vel
olane: Bri Dre Fre Gre Kre Tre Vre
imora: Ab Cal Del Fen Hal Kel Jes Tam
ovanta: Bal Cal Del Gal Kel Mel Tal Zel
ugard: Bel Cal Fen Hol Mel Ral Tor Wal
atrek: Bel Cal Dun Fel Gor Kel Mol Val
ivance: Bel Cor Dal Gar Hal Kel Mor Tel
orrin: Bal Dam Fal Gel Kal Mel Tal Zam
errow: Bal Cal Dal Fal Gal Kel Mel Tol
undra: Bal Sor Del Fal Gor Dal Mel Vol
odane: Bal Cal Del Fel Kal Mel Sol Tal
arvolt: Bel Cal Del Fen Hel Mel Sel Wen
ombric: Bal Cal Del Fel Gal Kal Tal Val
andrel: Bas Cos Des Fal Gos Kos Mos Tas
ilando: Bar Cor Der Fer Gar Mar Tor Ver
ettica: Bal Cor Dav Fal Hal Jal Kal Mel
ondrake: Al Bel Cal Fel Kal Mel Tal Val
aldine: Bor Cor Dor Fer Gor Kor Mor Tor
artemo: Bel Cal Del Fel Jol Kel Mel Tel
ombray: Bal Cal Del Fel Kal Mel Tal Val
istrel: Bal Cal Dal Fal Kal Mel Tal Val
ovark: Bel Cal Del Fel Kel Mel Tel Vel
uskan: Bal Cal Dor Fal Hal Kel Mol Tal
gable: Amber Clay Dune Fern Heron Kite Plum Tern
harrow: Ash Bay Clay Dune Fern Gale Kite Plum
loom: Amber Bison Ember Flint Heron Otter Quartz Raven
spar: Amber Bison Coral Ember Hazel Larch Maple Otter
tarn: Birch Brass Cedar Copper Gorse Moss Gale Hazel Larch Maple
wharf: Amber Clay Fern Heron Kite Maple Otter Plum Sage Wren
cairn: Amber Brass Cedar Ember Fern Kite Maple Plum Sage Wren
thresh: Ash Clay Dune Elm Fern Oak Pine Rye
vane: Bison Cedar Coral Dune Ember Fern Hazel Larch Otter Plum
furrow: Ash Clay Dune Elm Fern Moss Pine Sage
sedge: Amber Bison Coral Ember Flint Heron Larch Otter
"""
SECTORS = """
Manufacturing|Manufacturing|60; Industries|Manufacturing|50; Fabrication|Manufacturing|18; Plastics|Manufacturing|12
Machine|Manufacturing|12; Construction|Construction|60; Builders|Construction|30; Roofing|Construction|20
Electric|Construction|25; Plumbing|Construction|20; Logistics|Logistics|45; Transport|Logistics|25; Freight|Logistics|20
Warehousing|Logistics|10; Supply|Wholesale|35; Distribution|Wholesale|30; Wholesale|Wholesale|12; Trading|Wholesale|12
Retail|Retail|14; Outfitters|Retail|12; Hardware|Retail|14; Furniture|Retail|12; Software|Software|55; Systems|Software|40
Technologies|Software|50; Data|Software|20; Analytics|Software|18; Consulting|Consulting|60; Advisory|Consulting|22
Marketing|Marketing|30; Creative|Marketing|16; Capital|Finance|32; Financial|Finance|32; Accounting|Finance|18
Insurance|Insurance|32; Realty|Real Estate|34; Properties|Real Estate|34; Health|Healthcare|42; Medical|Healthcare|36
Dental|Healthcare|18; Home Care|Healthcare|12; Learning|Education|16; Training|Education|12; Hospitality|Hospitality|20
Catering|Hospitality|12; Foods|Food|30; Bakery|Food|12; Beverage|Food|12; Energy|Energy|30; Solar|Energy|16
Farms|Agriculture|18; Seed|Agriculture|8; Media|Media|22; Studios|Media|14; Legal|Legal|16; Engineering|Engineering|42
Surveying|Engineering|8; Automotive|Automotive|28; Auto Parts|Automotive|14; Textiles|Textiles|10; Apparel|Textiles|12
Chemical|Chemicals|14; Coatings|Chemicals|10; Travel|Travel|14; Charter|Travel|6; Telecom|Telecommunications|14
Networks|Telecommunications|14; Security|Security|20; Staffing|Recruitment|24; Talent|Recruitment|10; Design|Design|20
Interiors|Design|10
"""
LEGAL_FORMS = [["LLC", 560], ["Inc.", 330], ["Corp.", 60], ["LP", 12], ["LLP", 12], ["Ltd.", 8]]
COMPANY_PATTERNS = [
    ["{root} {sector}, {legal}", 110],
    ["{root} {sector} {legal}", 130],
    ["{root} {legal}", 90],
    ["{root}, {legal}", 70],
    ["{root} {sector}", 60],
    ["{surname} {sector}, {legal}", 80],
    ["{surname} {sector} {legal}", 90],
    ["{surname} {sector}", 35],
    ["{surname} & {surname2} {legal}", 25],
    ["{surname} & {surname2}, {legal}", 25],
    ["{surname} & {surname2} {sector}", 25],
    ["{surname} {surname2} {sector}", 14],
    ["{surname} {surname2} & Partners", 10],
    ["{surname} & Sons {sector}", 24],
    ["{surname} & Sons, {legal}", 16],
    ["{surname} & Daughters {sector}", 4],
    ["{surname} Bros. {sector}", 18],
    ["{surname} Brothers, {legal}", 14],
    ["{surname} Family {sector}", 14],
    ["{surname} & Associates, {legal}", 22],
    ["{surname} Group, {legal}", 24],
    ["The {surname} Group", 12],
    ["{surname} Partners {legal}", 12],
    ["{surname} & Co. {sector}", 10],
    ["{root} Group, {legal}", 34],
    ["{root} Holdings, {legal}", 22],
    ["{root} Solutions, {legal}", 30],
    ["{root} Partners {legal}", 16],
    ["{root} Services, {legal}", 22],
    ["{root} {sector} Group", 24],
    ["{root} {sector} Partners", 16],
    ["{root} {sector} of {city}", 14],
    ["{surname} {sector} of {city}", 16],
    ["{root} of {city}, {legal}", 6],
    ["{city} {root} {sector}", 8],
    ["{root} America, {legal}", 6],
    ["{root} & {surname} {sector}", 6],
]
TITLES = """
Chief Executive Officer|executive|general|60; President|executive|general|50; Owner|executive|general|90
Co-Owner|executive|general|20; Founder|executive|general|28; Co-Founder|executive|general|20
Founder & CEO|executive|general|26; Managing Partner|executive|general|16; Partner|executive|general|16
Chief Operating Officer|executive|operations|28; Chief Financial Officer|executive|finance|40
Chief Revenue Officer|executive|sales|10; Chief Marketing Officer|executive|marketing|16
Chief Technology Officer|executive|technology|24; Chief Information Officer|executive|technology|16
Chief Procurement Officer|executive|purchasing|4; Chief People Officer|executive|people|8
General Counsel|executive|legal|10; Chief Legal Officer|executive|legal|4
General Manager|head|general|60; Vice President|head|general|30; Executive Director|head|general|16
VP of Sales|head|sales|40; Director of Sales|head|sales|40; VP of Marketing|head|marketing|28
Director of Marketing|head|marketing|36; VP of Finance|head|finance|28; Director of Finance|head|finance|28
Controller|head|finance|40; Treasurer|head|finance|6; VP of Operations|head|operations|40
Director of Operations|head|operations|56; Plant Director|head|operations|10; VP of Engineering|head|technology|26
Director of IT|head|technology|36; Director of Engineering|head|technology|26; Head of Product|head|technology|10
VP of Procurement|head|purchasing|10; Director of Procurement|head|purchasing|26; Director of Sourcing|head|purchasing|10
VP of Human Resources|head|people|14; Director of Human Resources|head|people|24; Director of Legal Affairs|head|legal|6
Director of Business Development|head|sales|28; VP of Supply Chain|head|operations|12
Director of Supply Chain|head|operations|16; Director of Facilities|head|operations|10
Office Manager|manager|general|70; Project Manager|manager|general|60; Program Manager|manager|general|26
Branch Manager|manager|general|24; Sales Manager|manager|sales|64; Regional Sales Manager|manager|sales|34
Business Development Manager|manager|sales|40; Key Account Manager|manager|sales|22; Account Manager|manager|sales|40
Marketing Manager|manager|marketing|60; Digital Marketing Manager|manager|marketing|26
Product Marketing Manager|manager|marketing|18; Brand Manager|manager|marketing|14; Finance Manager|manager|finance|36
Accounting Manager|manager|finance|40; Accounts Payable Manager|manager|finance|16
Operations Manager|manager|operations|90; Plant Manager|manager|operations|34; Warehouse Manager|manager|operations|24
Logistics Manager|manager|operations|24; Production Manager|manager|operations|28; Facilities Manager|manager|operations|28
Quality Manager|manager|operations|22; Supply Chain Manager|manager|operations|28; IT Manager|manager|technology|60
Engineering Manager|manager|technology|34; Product Manager|manager|technology|30
Information Security Manager|manager|technology|12; Purchasing Manager|manager|purchasing|50
Procurement Manager|manager|purchasing|40; Sourcing Manager|manager|purchasing|16
Category Manager|manager|purchasing|16; Human Resources Manager|manager|people|44; Talent Manager|manager|people|10
Payroll Manager|manager|people|10; Contracts Manager|manager|legal|16; Compliance Manager|manager|legal|14
Executive Assistant|specialist|general|40; Administrative Assistant|specialist|general|50
Project Coordinator|specialist|general|40; Business Analyst|specialist|general|30
Sales Representative|specialist|sales|56; Account Executive|specialist|sales|44
Inside Sales Representative|specialist|sales|22; Sales Engineer|specialist|sales|16
Customer Success Specialist|specialist|sales|14; Marketing Specialist|specialist|marketing|40
Marketing Coordinator|specialist|marketing|34; Content Strategist|specialist|marketing|12
Accountant|specialist|finance|50; Staff Accountant|specialist|finance|26; Financial Analyst|specialist|finance|32
Accounts Payable Specialist|specialist|finance|26; Bookkeeper|specialist|finance|36
Operations Coordinator|specialist|operations|34; Operations Analyst|specialist|operations|18
Logistics Coordinator|specialist|operations|28; Quality Engineer|specialist|operations|20
Maintenance Supervisor|specialist|operations|20; Software Engineer|specialist|technology|44
Systems Administrator|specialist|technology|36; Network Engineer|specialist|technology|20
IT Specialist|specialist|technology|34; Data Analyst|specialist|technology|24; Solutions Architect|specialist|technology|14
Buyer|specialist|purchasing|50; Senior Buyer|specialist|purchasing|26; Purchasing Agent|specialist|purchasing|34
Procurement Specialist|specialist|purchasing|34; Strategic Sourcing Analyst|specialist|purchasing|10
HR Generalist|specialist|people|32; Recruiter|specialist|people|24; HR Coordinator|specialist|people|18
Training Specialist|specialist|people|10; Paralegal|specialist|legal|14; Corporate Counsel|specialist|legal|10
Contract Administrator|specialist|legal|14
"""
