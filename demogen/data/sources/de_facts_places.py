"""Places and streets of Germany, written by hand from public facts.

A line of PLACES is: city | Land | area code | population in thousands (about 2023) | postal codes of that very city.
"""

from __future__ import annotations

PLACES = """
Berlin|Berlin|30|3662|10115 10117 10119 10178 10243 10247 10405 10551 10585 10623 10707 10785 10829 10961 10999 12043 12099 12161 12435 12489 13086 13187 13347 13581 14059 14109
Hamburg|Hamburg|40|1863|20095 20097 20099 20144 20251 20354 20357 20457 20459 20537 21073 21129 22041 22083 22143 22303 22335 22419 22525 22587 22761 22765
München|Bayern|89|1488|80331 80333 80335 80336 80337 80339 80469 80538 80634 80636 80687 80799 80807 80809 80939 80992 81241 81369 81379 81541 81667 81671 81673 81829 81925
Köln|Nordrhein-Westfalen|221|1085|50667 50668 50670 50672 50674 50676 50678 50679 50733 50739 50823 50825 50829 50859 50931 50968 50996 51063 51103 51105 51149
Frankfurt am Main|Hessen|69|763|60306 60308 60311 60313 60314 60316 60318 60322 60323 60325 60327 60329 60386 60388 60437 60439 60487 60528 60549 60594 60598 65929 65933
Düsseldorf|Nordrhein-Westfalen|211|619|40210 40211 40212 40213 40215 40219 40221 40227 40231 40233 40235 40470 40472 40474 40476 40545 40547 40549 40589 40599
Stuttgart|Baden-Württemberg|711|611|70173 70174 70176 70178 70182 70188 70191 70197 70327 70372 70469 70499 70563 70565 70567 70597
Leipzig|Sachsen|341|609|04103 04105 04107 04109 04129 04155 04177 04179 04229 04275 04277 04317 04329 04347
Dortmund|Nordrhein-Westfalen|231|589|44135 44137 44139 44141 44143 44145 44147 44149 44225 44227 44263 44287 44319 44379
Essen|Nordrhein-Westfalen|201|574|45127 45128 45130 45131 45133 45136 45138 45141 45143 45239 45257 45327 45356
Bremen|Bremen|421|570|28195 28199 28203 28205 28207 28209 28215 28217 28237 28279 28309 28329 28355 28359
Dresden|Sachsen|351|561|01067 01069 01097 01099 01127 01129 01139 01159 01187 01217 01257 01277 01307 01309
Hannover|Niedersachsen|511|546|30159 30161 30163 30165 30167 30169 30171 30173 30175 30177 30179 30419 30453 30519 30539 30625 30655
Nürnberg|Bayern|911|523|90402 90403 90408 90409 90411 90419 90425 90429 90431 90439 90443 90449 90459 90471 90489
Duisburg|Nordrhein-Westfalen|203|501|47051 47053 47055 47057 47058 47059 47119 47137 47166 47198 47226 47249 47259
Bochum|Nordrhein-Westfalen|234|364|44787 44789 44791 44793 44795 44797 44799 44801 44803 44805 44809
Wuppertal|Nordrhein-Westfalen|202|356|42103 42105 42107 42109 42115 42117 42119 42275 42277 42281 42283 42285 42289
Bielefeld|Nordrhein-Westfalen|521|338|33602 33604 33605 33607 33609 33611 33613 33615 33617 33619 33649 33659 33689
Bonn|Nordrhein-Westfalen|228|335|53111 53113 53115 53117 53119 53121 53123 53173 53175 53177 53225 53227 53229
Münster|Nordrhein-Westfalen|251|322|48143 48145 48147 48149 48151 48153 48155 48157 48159 48161 48163 48165
Mannheim|Baden-Württemberg|621|316|68159 68161 68163 68165 68167 68169 68199 68219 68239 68259 68305 68307 68309
Karlsruhe|Baden-Württemberg|721|309|76131 76133 76135 76137 76139 76149 76185 76187 76189 76199 76227
Augsburg|Bayern|821|303|86150 86152 86153 86154 86156 86157 86159 86161 86163 86165 86167 86179 86199
Wiesbaden|Hessen|611|285|65183 65185 65187 65189 65191 65193 65195 65197 65199 65201 65203 65205
Mönchengladbach|Nordrhein-Westfalen|2161|268|41061 41063 41065 41066 41068 41069 41169 41179 41189 41199 41236 41238 41239
Gelsenkirchen|Nordrhein-Westfalen|209|265|45879 45881 45883 45884 45886 45888 45889 45891 45892 45894 45896 45897 45899
Aachen|Nordrhein-Westfalen|241|262|52062 52064 52066 52068 52070 52072 52074 52076 52078 52080
Braunschweig|Niedersachsen|531|252|38100 38102 38104 38106 38108 38110 38112 38114 38116 38118 38120 38122 38124 38126
Chemnitz|Sachsen|371|250|09111 09112 09113 09114 09116 09117 09119 09120 09122 09125 09126 09130 09131
Kiel|Schleswig-Holstein|431|249|24103 24105 24106 24107 24109 24113 24114 24116 24118 24143 24145 24146 24148 24149
Halle (Saale)|Sachsen-Anhalt|345|242|06108 06110 06112 06114 06116 06118 06120 06122 06124 06126 06128 06130 06132
Magdeburg|Sachsen-Anhalt|391|240|39104 39106 39108 39110 39112 39114 39116 39118 39120 39122 39124 39126 39128 39130
Freiburg im Breisgau|Baden-Württemberg|761|237|79098 79100 79102 79104 79106 79108 79110 79111 79114 79115 79117
Krefeld|Nordrhein-Westfalen|2151|228|47798 47799 47800 47802 47803 47804 47805 47807 47809 47829 47839
Mainz|Rheinland-Pfalz|6131|222|55116 55118 55120 55122 55124 55126 55127 55128 55129 55130 55131
Lübeck|Schleswig-Holstein|451|219|23552 23554 23556 23558 23560 23562 23564 23566 23568 23569 23570
Erfurt|Thüringen|361|215|99084 99085 99086 99087 99089 99091 99092 99094 99096 99097 99099
Oberhausen|Nordrhein-Westfalen|208|211|46045 46047 46049 46117 46119 46145 46147 46149
Rostock|Mecklenburg-Vorpommern|381|210|18055 18057 18059 18069 18106 18107 18109 18119 18146 18147
Kassel|Hessen|561|204|34117 34119 34121 34123 34125 34127 34128 34130 34131 34132 34134
Hagen|Nordrhein-Westfalen|2331|190|58089 58091 58093 58095 58097 58099 58119 58135
Potsdam|Brandenburg|331|187|14467 14469 14471 14473 14478 14480 14482
Saarbrücken|Saarland|681|183|66111 66113 66115 66117 66119 66121 66123 66125 66126 66128 66130 66133
Hamm|Nordrhein-Westfalen|2381|180|59063 59065 59067 59069 59071 59073 59075 59077
Ludwigshafen am Rhein|Rheinland-Pfalz|621|176|67059 67061 67063 67065 67067 67069 67071
Oldenburg|Niedersachsen|441|174|26121 26122 26123 26125 26127 26129 26131 26133 26135
Mülheim an der Ruhr|Nordrhein-Westfalen|208|173|45468 45470 45472 45473 45475 45476 45478 45479 45481
Osnabrück|Niedersachsen|541|168|49074 49076 49078 49080 49082 49084 49086 49088 49090
Leverkusen|Nordrhein-Westfalen|214|166|51371 51373 51375 51377 51379 51381
Darmstadt|Hessen|6151|164|64283 64285 64287 64289 64291 64293 64295 64297
Heidelberg|Baden-Württemberg|6221|162|69115 69117 69118 69120 69121 69123 69124 69126
Solingen|Nordrhein-Westfalen|212|161|42651 42653 42655 42657 42659 42697 42699 42719
Regensburg|Bayern|941|159|93047 93049 93051 93053 93055 93057 93059
Herne|Nordrhein-Westfalen|2323|157|44623 44625 44627 44628 44629 44649 44651 44652 44653
Neuss|Nordrhein-Westfalen|2131|155|41460 41462 41464 41466 41468 41469 41470 41472
Paderborn|Nordrhein-Westfalen|5251|155|33098 33100 33102 33104 33106
Ingolstadt|Bayern|841|142|85049 85051 85053 85055 85057
Offenbach am Main|Hessen|69|136|63065 63067 63069 63071 63073 63075
Fürth|Bayern|911|133|90762 90763 90765 90766 90768
Würzburg|Bayern|931|128|97070 97072 97074 97076 97078 97080 97082 97084
Heilbronn|Baden-Württemberg|7131|130|74072 74074 74076 74078 74080 74081
Ulm|Baden-Württemberg|731|129|89073 89075 89077 89079 89081
Pforzheim|Baden-Württemberg|7231|127|75172 75173 75175 75177 75179 75180 75181
Wolfsburg|Niedersachsen|5361|127|38440 38442 38444 38446 38448
Göttingen|Niedersachsen|551|118|37073 37075 37077 37079 37081 37083 37085
Bottrop|Nordrhein-Westfalen|2041|118|46236 46238 46240 46242 46244
Reutlingen|Baden-Württemberg|7121|118|72760 72762 72764 72766 72768 72770
Koblenz|Rheinland-Pfalz|261|115|56068 56070 56072 56073 56075 56076 56077
Erlangen|Bayern|9131|116|91052 91054 91056 91058
Bremerhaven|Bremen|471|115|27568 27570 27572 27574 27576 27578 27580
Remscheid|Nordrhein-Westfalen|2191|113|42853 42855 42857 42859 42897 42899
Bergisch Gladbach|Nordrhein-Westfalen|2202|112|51427 51429 51465 51467 51469
Recklinghausen|Nordrhein-Westfalen|2361|112|45657 45659 45661 45663 45665
Trier|Rheinland-Pfalz|651|112|54290 54292 54293 54294 54295 54296
Jena|Thüringen|3641|111|07743 07745 07747 07749
Moers|Nordrhein-Westfalen|2841|105|47441 47443 47445 47447
Salzgitter|Niedersachsen|5341|104|38226 38228 38229 38239 38259
Siegen|Nordrhein-Westfalen|271|102|57072 57074 57076 57078 57080
Gütersloh|Nordrhein-Westfalen|5241|102|33330 33332 33334 33335
Hildesheim|Niedersachsen|5121|101|31134 31135 31137 31139 31141
Hanau|Hessen|6181|102|63450 63452 63454 63456 63457
Kaiserslautern|Rheinland-Pfalz|631|101|67655 67657 67659 67661 67663
Cottbus|Brandenburg|355|100|03042 03044 03046 03048 03050 03052
Schwerin|Mecklenburg-Vorpommern|385|99|19053 19055 19057 19059 19061 19063
Witten|Nordrhein-Westfalen|2302|96|58452 58453 58454 58455 58456
Esslingen am Neckar|Baden-Württemberg|711|95|73728 73730 73732 73733 73734
Ludwigsburg|Baden-Württemberg|7141|94|71634 71636 71638 71640 71642
Gießen|Hessen|641|94|35390 35392 35394 35396 35398
Gera|Thüringen|365|94|07545 07546 07548 07549 07551
Tübingen|Baden-Württemberg|7071|93|72070 72072 72074 72076
Düren|Nordrhein-Westfalen|2421|94|52349 52351 52353 52355
Flensburg|Schleswig-Holstein|461|93|24937 24939 24941 24943 24944
Iserlohn|Nordrhein-Westfalen|2371|92|58636 58638 58640 58642 58644
Villingen-Schwenningen|Baden-Württemberg|7721|89|78048 78050 78052 78054 78056
Ratingen|Nordrhein-Westfalen|2102|88|40878 40880 40882 40883 40885
Zwickau|Sachsen|375|87|08056 08058 08060 08062 08064 08066
Konstanz|Baden-Württemberg|7531|86|78462 78464 78465 78467
Worms|Rheinland-Pfalz|6241|85|67547 67549 67550 67551
Norderstedt|Schleswig-Holstein|40|82|22844 22846 22848 22850 22851
Marburg|Hessen|6421|78|35037 35039 35041 35043
Bamberg|Bayern|951|80|96047 96049 96050 96052
Neumünster|Schleswig-Holstein|4321|80|24534 24536 24537 24539
Wilhelmshaven|Niedersachsen|4421|76|26382 26384 26386 26388 26389
Bayreuth|Bayern|921|74|95444 95445 95447 95448
Dessau-Roßlau|Sachsen-Anhalt|340|75|06842 06844 06846 06847 06849
Landshut|Bayern|871|75|84028 84030 84032 84034 84036
Aschaffenburg|Bayern|6021|72|63739 63741 63743
Lüneburg|Niedersachsen|4131|76|21335 21337 21339
Celle|Niedersachsen|5141|70|29221 29223 29225 29227 29229
Kempten (Allgäu)|Bayern|831|70|87435 87437 87439
Fulda|Hessen|661|70|36037 36039 36041 36043
Brandenburg an der Havel|Brandenburg|3381|74|14770 14772 14774 14776
Weimar|Thüringen|3643|65|99423 99425 99427
Plauen|Sachsen|3741|65|08523 08525 08527 08529
Rosenheim|Bayern|8031|65|83022 83024 83026
Neubrandenburg|Mecklenburg-Vorpommern|395|64|17033 17034 17036
Friedrichshafen|Baden-Württemberg|7541|63|88045 88046 88048
Offenburg|Baden-Württemberg|781|62|77652 77654 77656
Stralsund|Mecklenburg-Vorpommern|3831|59|18435 18437 18439
Görlitz|Sachsen|3581|57|02826 02827 02828
Schweinfurt|Bayern|9721|54|97421 97422 97424
Wolfenbüttel|Niedersachsen|5331|52|38300 38302 38304
Passau|Bayern|851|54|94032 94034 94036
Ravensburg|Baden-Württemberg|751|51|88212 88213 88214
"""

# Usual street names by about how often they occur; most cities have them.
STREETS = """
Hauptstraße Schulstraße Gartenstraße Bahnhofstraße Dorfstraße Bergstraße Birkenweg Lindenstraße Kirchstraße Waldstraße
Ringstraße Schillerstraße Goethestraße Wiesenweg Amselweg Jahnstraße Feldstraße Wiesenstraße Buchenweg Kirchweg
Friedhofstraße Mühlenweg Mühlenstraße Mozartstraße Blumenstraße Rosenstraße Drosselweg Finkenweg Ahornweg Lerchenweg
Beethovenstraße Eichenweg Tannenweg Rosenweg Erlenweg Uhlandstraße Friedrichstraße Parkstraße Poststraße Bachstraße
Lessingstraße Industriestraße Talstraße Marktplatz Marktstraße Kapellenstraße Sonnenstraße Mittelstraße Eichendorffstraße
Fliederweg Schloßstraße Burgstraße Neue_Straße Querstraße Kastanienweg Bismarckstraße Steinstraße Brunnenstraße
Nordstraße Südstraße Weststraße Oststraße Wilhelmstraße Kurze_Straße Lange_Straße Hochstraße Brückenstraße Gartenweg
Grüner_Weg Mühlweg Kantstraße Karlstraße Ludwigstraße Luisenstraße Kaiserstraße Königstraße Königsberger_Straße
Breslauer_Straße Danziger_Straße Stettiner_Straße Berliner_Straße Hamburger_Straße Dresdner_Straße Leipziger_Straße
Frankfurter_Straße Kölner_Straße Münchner_Straße Stuttgarter_Straße Bremer_Straße Hannoversche_Straße Kasseler_Straße
Ernst-Thälmann-Straße Rudolf-Diesel-Straße Robert-Koch-Straße Röntgenstraße Albert-Schweitzer-Straße
Gerhart-Hauptmann-Straße Thomas-Mann-Straße Heinrich-Heine-Straße Hermann-Löns-Straße Theodor-Heuss-Straße
Konrad-Adenauer-Straße Friedrich-Ebert-Straße Carl-Benz-Straße Gottlieb-Daimler-Straße Werner-von-Siemens-Straße
Max-Planck-Straße Otto-Hahn-Straße Justus-von-Liebig-Straße Dieselstraße Benzstraße Daimlerstraße Siemensstraße
Boschstraße Gutenbergstraße Raiffeisenstraße Gewerbestraße Am_Gewerbepark Handwerkerstraße Lagerstraße Güterstraße
Bahnhofsplatz Rathausplatz Kirchplatz Schulweg Am_Bahnhof Am_Markt Am_Anger Am_Sportplatz Am_Friedhof Am_Mühlbach
Am_Hang Am_Wald Im_Winkel Im_Grund In_der_Au Auf_der_Höhe An_der_Kirche Zum_Sportplatz Hinter_den_Höfen Holzweg
Weinbergstraße Bergweg Waldweg Feldweg Höhenweg Meisenweg Starenweg Schwalbenweg Falkenweg Habichtweg Tulpenweg
Nelkenweg Veilchenweg Asternweg Dahlienweg Ulmenweg Eschenweg Fichtenweg Kiefernweg Lärchenweg Weidenweg Pappelweg
Hölderlinstraße Mörikestraße Haydnstraße Schubertstraße Brahmsstraße Richard-Wagner-Straße Händelstraße Lisztstraße
Stiftstraße Klosterstraße Turmstraße Torstraße Wallstraße Augustastraße Viktoriastraße Moltkestraße Roonstraße
Annastraße Martinstraße Georgstraße Jakobstraße Elisabethstraße Marienstraße Johannisstraße Nikolausstraße Friedensstraße
Freiheitstraße Bebelstraße Rheinstraße Donaustraße Elbestraße Neckarstraße Weserstraße Mainzer_Straße Ulmer_Straße
Rosa-Luxemburg-Straße Karl-Marx-Straße August-Bebel-Straße Clara-Zetkin-Straße Geschwister-Scholl-Straße Fichtestraße
"""
