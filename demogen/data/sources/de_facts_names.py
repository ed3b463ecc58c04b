"""Names of people in Germany, written by hand from public knowledge, the most frequent first.

First names are those of the birth years 1960 to 2001, not of babies of today. Surnames that would make the name of a well-known
firm (Bosch, Otto, Braun ...) are left out, since companies are named after people too. `_` stands for a blank.
"""

from __future__ import annotations

GERMAN_FEMALE = """
Sabine Susanne Petra Claudia Andrea Nicole Stefanie Julia Sandra Anja Katrin Birgit Martina Heike Melanie Christina Monika
Angelika Gabriele Anna Sarah Katharina Kerstin Tanja Barbara Lisa Ulrike Silke Michaela Daniela Nadine Anke Ute Karin
Christiane Bettina Simone Jana Cornelia Lena Jessica Laura Franziska Jennifer Nina Sonja Manuela Antje Silvia Yvonne Marion
Kathrin Elke Anne Carina Heidi Eva Maria Vanessa Sina Beate Britta Doris Ines Annette Regina Kristina Marie Johanna Theresa
Diana Carolin Maren Birte Dagmar Iris Renate Alexandra Jasmin Sophie Hannah Sylvia Astrid Verena Miriam Ramona Anika Mareike
Judith Inga Svenja Meike Kirsten Gudrun Silvana Vera Carola Mandy Corinna Sybille Friederike Imke Rebecca Saskia Natalie
Annika Isabel Larissa Lea Tina Marina Elena Carmen Ina Wiebke Nadja Janina Denise Sara Pia Luisa Alina Ronja Viktoria Nora
Eva-Maria Anne-Kathrin Ann-Kathrin Annegret Ilona Jutta Brigitte Ursula Christine Elisabeth Marlies Hannelore Roswitha Evelyn
Gerlinde Margit Rita Helga Ruth Anneliese Ingrid Christa Edeltraud Waltraud Bärbel Gisela Constanze Bianca Patricia Sabrina
Stephanie Katja Caroline Charlotte Clara Pauline Frauke Gesa Henrike Insa Jule Karoline Kathleen Kim Kristin Leonie Lisa-Marie
Madeleine Magdalena Maike Marlene Mona Paula Ricarda Romy Stella Steffi Susann Swantje Tamara Theresia Thea Tatjana
Vivien Wencke Yasmin Antonia Josephine Juliane Doreen Peggy Cindy Nancy Anett Annett Solveig Ariane Bernadette Birgitta
Claudine Dorothea Dorothee Elfriede Ellen Esther Felicitas Fenja Greta Hanna Hedwig Heidrun Helen Helena Hilke Irene Irmgard
Isabell Isabella Ivonne Jacqueline Janine Josefine Kira Lara Liane Linda Lydia Merle Mirjam Nele Olivia Rabea Rosemarie
Selina Sigrid Silja Teresa Tabea Ulla Veronika Wibke
"""

GERMAN_MALE = """
Thomas Michael Andreas Stefan Christian Markus Frank Martin Matthias Jan Sebastian Daniel Alexander Tobias Peter Ralf Jürgen
Uwe Torsten Bernd Jörg Sven Florian Philipp Oliver Marco Klaus Tim Dirk Holger Wolfgang Patrick Felix Dennis Christoph Benjamin
Jens Marcel Lars Carsten Stephan Robert Lukas Maximilian Simon Jonas Johannes David Kai Fabian Dominik Julian Nico Björn Marc
Heiko Steffen Volker Olaf Rainer Manfred Werner Joachim Norbert Hans Dieter Günter Gerhard Horst Karl-Heinz Reinhard Guido Axel
Detlef Harald Ingo Jochen Karsten Roland Mario Mike René Ronny Enrico Sascha André Timo Nils Malte Hendrik Henning Arne Boris
Achim Armin Bastian Benedikt Bernhard Bruno Clemens Constantin Cornelius Danny Denis Dietmar Eberhard Eckhard Edgar
Eric Erik Ernst Eugen Falk Ferdinand Franz Friedhelm Friedrich Georg Gerald Gerd Gregor Günther Hanno
Hans-Jürgen Hans-Peter Hansjörg Hartmut Heiner Heinrich Heinz Helmut Herbert Hermann Hubert Hubertus Ivo Jakob Jannik Jannis
Jasper Johann Jost Justus Karl Kevin Kilian Knut Konrad Konstantin Kurt Lennart Leon Leonard Leonhard Lorenz
Lothar Ludger Ludwig Lutz Manuel Marius Marvin Mathias Mathis Max Meinhard Mirco Mirko Moritz Nicolas Niklas Niels Nikolai
Nikolaus Ole Otto Pascal Paul Raphael Reiner Reinhold Richard Robin Rolf Roman Rudolf Rüdiger Rupert Samuel Siegfried
Silvio Stefano Steve Theo Theodor Thilo Thorben Thorsten Tilman Till Timm Tino Tom Toni Torben Udo Ulf Ulrich Valentin Veit
Viktor Vincent Waldemar Walter Wilfried Wilhelm Willi Wolfram Yannick Anton August Josef Julius Joshua Jonathan Alfred Albert
Adrian Arno Arnd Artur Burkhard Carl Claus Dietrich Dominic Egon Elias Emil Erich Erwin Ewald Fritz Gunnar Gunther Henrik Henry
Hannes Ingolf Jonah Jörn Kay Karl-Otto Klaus-Dieter Lasse Laurenz Lenz Linus Louis Luca Magnus Marcus Mark Marko Maik
Noah Nick Phillip Ramon Rico Ruben Sönke Sören Stephen Thies Tjark Uli Urs Wieland Winfried Wolf-Dieter
"""

GERMAN_LAST = """
Müller Schmidt Schneider Fischer Meyer Weber Schulz Wagner Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann
Schwarz Zimmermann Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler
Herrmann König Walter Mayer Huber Kaiser Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther
Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer
Vogt Stein Jäger Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn
Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Beyer Seifert Ernst Lindner Hübner Kramer Franz Jansen Peter Hansen
Wenzel Barth Nagel Lutz Paul Riedel Kern Götz Hermann Bock Thiel Böttcher Köster Stahl Langer Dreier Grimm Ritter Moser Haase
Kruse Fiedler Brinkmann Förster Hein Behrens Marx Schilling Schultz Kunz Bachmann Eckert Wendt Schütz Nowak Thiele Hesse Rudolph
Reuter Ullrich Jahn Lindemann Arndt Ebert Frey Wegner Kiefer Döring Hauser Gerlach Freitag Lenz Brand Seitz Maurer Bender Mertens
Schlüter Pfeifer Heinz Wilhelm Konrad Fröhlich Bayer Straub Heinze Blum Hammer Bischoff Hoppe Reichert Eder Walther Bader Herzog
Münch Binder Dittrich Ott Bartsch Kluge Kirchner Wirth Wiese Stark Rieger Nickel Heller Hartwig Sander Zeller Geiger Adler Menzel
Kroll Hirsch Fritz Michel Kaufmann Büttner Ehlers Kessler Buchholz Bergner Gebhardt Altmann Gärtner Siebert Vetter Schade Funk Decker
Mohr Hildebrandt Noack Henning Bernhardt Preuß Reimann Rose Wulf Krebs Zander Miller Wieland Brückner Rausch Linke Kunze Steiner
Petersen Lauer Eberhardt Block Steffen Ahrens Opitz Ulrich Heck Naumann Neubauer Kretschmer Hagen Schramm Späth Heß Strauß Kurz
Dietz Falk Janßen Wild Reinhardt Rauch Rau Baier Knoll Schreiner Glaser Heinemann Hempel Kohl Pape Baum Gabriel Witt Weis
Reinhold Westphal Wittmann Kremer Bach Burger Schwab Löffler Zimmer Merkel Kellner Bauermann Adam Fink Probst Schuler Engelhardt
Schiller Stadler Scheffler Rother Kraft Göbel Breuer Unger Sievers Metzger Thomsen Nolte Pilz Heuer Conrad Jacob Jacobs Christ Bruns
Lemke Kühne Richardt Rohde Reich Stolz Born Schaller Bauch Wegener Fritsch Michaelis Schenk Steffens Hentschel Eichhorn Kaminski
Hinz Wittig Grote Tiedemann Röder Wiedemann Eckhardt Hafner Auer Gruber Pichler Egger Brunner Gerber Zink Mack Benz Traub Renz Haug
Kurth Maas Peschel Rupp Dorn Kuhlmann Krieger Oswald Holz Kolb Weidner Jost Popp Reiter Stephan Sturm Bär Rath Runge Stock Wunderlich
Thoma Voss Wegmann Hölscher Niemann Baumgartner Baumgärtner Bartels Bauerfeind Behrendt Bergemann Bernard Biermann Blank Bode Böhme
Bohn Borchert Brandl Brenner Brockmann Buck Budde Burkhardt Carstens Christiansen Claus Cordes Cremer Daniel Degen Deutsch
Diehl Dörr Drescher Drews Ebner Eggert Ehrhardt Eisele Ellinger Erdmann Esser Evers Faber Feldmann Fehr Ferber Finke Fleischer Forster
Freund Fricke Friedl Friedrichs Fuhrmann Gansel Gehrke Geisler Geyer Giese Gottschalk Greiner Grundmann Haack Habermann Hamann Hanke
Harms Hasse Hecht Heid Heimann Heise Held Helm Hensel Herbst Herold Heyer Hiller Höfer Hohmann Holzer Hummel Hütter Ihde Imhof Jakob
Janke Janssen Jessen Jürgens Kahl Kaltenbach Karl Kasper Kastner Kempf Kersten Kirsch Klaus Kleine Klemm Klose Knapp Knauer Kock
Köhn Kolbe Kopp Korn Krauß Kreuzer Kröger Krug Küster Lamprecht Landgraf Laube Leitner Lenk Leonhardt Liebig Lohmann
Löhr Lücke Lüders Mahler Mann Marquardt Martens Mattern Matthes May Mehlhorn Meinhardt Meister Melzer Meurer Mielke Mühlbauer
Nagler Neuhaus Neumeier Nitsche Nissen Oberst Oertel Ostermann Pabst Pannek Paulsen Petri Pfaff Philipp Pieper Plank Pohlmann
Prinz Raabe Rademacher Radtke Raschke Reiche Reimer Reinke Renner Ressel Richarz Riemer Ries Rode Rösch Rosenthal Rössler Rost
Ruppert Sachs Salzmann Sasse Sattler Schaaf Schauer Scherer Schick Schindler Schlegel Schlosser Schmidtke Schnabel Schönfeld Schott
Schrader Schreck Schröter Schuh Schwarze Seeger Seiler Sell Senft Siegel Siemon Singer Sonntag Specht Spengler Springer Stahlberg
Starke Steinbach Stenzel Stiller Stöhr Storch Strobel Stumpf Teichmann Tietz Timm Trautmann Urban Vogler Volk Vollmer Wachter Wacker
Walz Warnecke Weidemann Weigel Weller Wenz Wessel Wetzel Wichmann Wilke Will Wimmer Wittek Witte Wöhrle Wolter Wüst Zahn Zech Zeidler
Zerbe Ziemann Zöller Zorn
"""

TURKISH_FEMALE = """
Ayşe Fatma Emine Elif Hatice Zeynep Sibel Özlem Derya Meryem Esra Gülay Büşra Filiz Melek Sevgi Yasemin Songül Nurcan Aylin
Dilek Ebru Gamze Hülya İlknur Kübra Leyla Merve Nesrin Nuray Pınar Selin Serap Tuğba Ümmühan Yeliz Zehra Aysel Canan Deniz
Hanife Nazlı Sevda Seda Sultan Tülay Yıldız Aslı Betül Ceren Hacer Funda
"""

TURKISH_MALE = """
Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Murat Osman Yusuf Ömer Emre Serkan Burak Fatih Hakan Süleyman Ramazan Kemal Cem
Deniz Erkan Orhan Volkan Özgür Tolga Umut Yasin Bülent Can Cengiz Engin Ercan Erdal Erhan Ferhat Gökhan Halil İsmail Kadir
Metin Onur Recep Sedat Selim Serdar Sinan Taner Turgut Uğur Yavuz Yunus Adem Bekir Cemal
"""

TURKISH_LAST = """
Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek
Polat Korkmaz Özcan Çakır Erdoğan Acar Yavuz Can Güneş Aktaş Bulut Keskin Ünal Turan Gül Özer Işık Kaplan Avcı Sarı Tekin Taş
Köse Yüksel Ateş Aksoy Tunç Coşkun Demirci Güler Karaca Sönmez Uçar Duman Ay Bozkurt Durmaz Güven Toprak Uzun Balcı Karataş
Yalçın Erol Altun Bayram Çiftçi Akın Gündüz Kahraman Koçak Önal Sezer Toksoy Uysal Varol Yaman
"""

POLISH_FEMALE = """
Anna Katarzyna Agnieszka Monika Joanna Magdalena Ewa Małgorzata Barbara Beata Dorota Aleksandra Justyna Karolina Iwona Sylwia
Renata Marta Natalia Izabela Jolanta Kinga Paulina Patrycja Grażyna Danuta Bożena Halina Elżbieta Ilona Aneta Marzena Weronika
Alicja Edyta Violetta
"""

POLISH_MALE = """
Tomasz Marcin Piotr Krzysztof Andrzej Paweł Michał Grzegorz Adam Marek Łukasz Jakub Rafał Dariusz Robert Mariusz Jacek Wojciech
Sebastian Artur Kamil Damian Zbigniew Daniel Mateusz Dawid Przemysław Bartosz Sławomir Maciej Jarosław Leszek Karol Radosław
Szymon Arkadiusz
"""

POLISH_LAST = """
Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur
Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król Wieczorek Jabłoński Wróbel Nowakowski Majewski
Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak Górski Witkowski Walczak Sikora Baran Rutkowski Michalak
Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski Wróblewski Marciniak Jasiński Sadowski Bąk Zawadzki Duda Włodarczyk Borkowski
Chmielewski Sokołowski Szczepański Kubiak Lis Mazurek
"""

RUSSIAN_FEMALE = """
Natalia Olga Elena Irina Tatjana Svetlana Anna Julia Ekaterina Oxana Marina Ludmila Galina Anastasia Valentina Victoria Larissa
Xenia Alina Inna Lilia Nadeschda Nina Vera Alexandra Darja Kristina Eugenia Polina Diana Swetlana Katharina Margarita Ella Lydia
"""

RUSSIAN_MALE = """
Alexander Andrej Sergej Dimitri Viktor Eugen Waldemar Vitali Juri Igor Oleg Wladimir Alexej Artur Nikolai Michail Konstantin
Eduard Maxim Roman Denis Anton Pavel Iwan Wjatscheslaw Anatoli Leonid Boris Stanislav Valeri Johann Jakob Peter Heinrich Arthur
"""

RUSSIAN_LAST = """
Schmidt Müller Weber Wagner Becker Schneider Fischer Klein Hoffmann Schäfer Weiß Lang Bauer Wolf Root Dick Friesen Wiebe
Penner Dyck Janzen Neufeld Klassen Epp Rempel Reimer Giesbrecht Enns Löwen Harder Thiessen Unruh Martens Isaak Derksen Töws
Ivanov Petrov Smirnov Kuznetsov Popov Volkov Sokolov Lebedev Morozov Novikov Fedorov Pavlov Orlov Makarov Melnik Kravchenko
Bondarenko Kovalenko Schewtschenko Tkachenko Gerber Gerlitz Eirich Krieger Schander Stab Wall Baumbach Rudi Kindsvater Bechthold
Steinke Hermann Hildebrand
"""

SLAVIC_FEMALE = """
Jelena Ana Ivana Marija Jasmina Mirjana Sanja Dragana Amra Aida Snežana Vesna Biljana Emina Selma Lejla Tanja Danijela Marina
Gordana Ljiljana Katarina Nataša Petra Mirela Dijana Azra Senada Valentina Suzana
"""

SLAVIC_MALE = """
Ivan Goran Dragan Zoran Marko Nikola Milan Dejan Petar Josip Ante Mario Damir Amir Almir Edin Senad Emir Adnan Mirko Branko
Slobodan Aleksandar Miroslav Stjepan Tomislav Igor Darko Saša Nenad Stefan Luka Denis Haris
"""

SLAVIC_LAST = """
Jovanović Petrović Nikolić Marković Đorđević Horvat Kovačević Babić Marić Jurić Novak Kovač Hodžić Hadžić Bašić Ilić Pavlović
Popović Milić Matić Radić Tomić Perić Lukić Vuković Božić Knežević Savić Stanković Čović Begić Mujić Delić Halilović Ibrahimović
Blažević Grgić Šimić Krasniqi Gashi Berisha Hoxha Shala Bytyqi Dedić Barišić
"""

SOUTHERN_FEMALE = """
Maria Anna Francesca Laura Daniela Giulia Elena Silvia Valentina Chiara Rosa Angela Giuseppina Paola Sofia Ioanna Eleni Katerina
Vasiliki Georgia Dimitra Carmen Ana Isabel Cristina Marta Teresa Alessandra Roberta Stefania
"""

SOUTHERN_MALE = """
Antonio Giuseppe Salvatore Marco Francesco Giovanni Alessandro Luca Roberto Angelo Domenico Fabio Vincenzo Stefano Davide Georgios
Ioannis Dimitrios Konstantinos Nikolaos Christos Panagiotis José Manuel Carlos Miguel Javier Pedro João Nuno Rui Matteo
"""

SOUTHERN_LAST = """
Russo Esposito Romano Marino Greco Rizzo Lombardi Caruso Ferrara Bianchi Gallo Conti Bruno De_Luca Costa Giordano Mancini Lombardo
Moretti Messina Santoro Vitale Coppola Amato Papadopoulos Georgiou Nikolaidis Pappas Ioannidis Karagiannis Dimitriadis Vasiliadis
Garcia Fernandez Rodriguez Lopez Martinez Sanchez Perez Silva Santos Ferreira Pereira Oliveira Rodrigues Almeida Lopes Gomes
"""

ARABIC_FEMALE = """
Fatima Layla Mariam Noor Sara Amira Hanan Rania Yasmin Zahra Aisha Dalia Huda Khadija Lina Maha Mona Nadia Rana Reem Salma Samira
Shirin Maryam Parisa Nasrin Leila Mina Soraya Azadeh
"""

ARABIC_MALE = """
Mohammed Ahmad Ali Omar Hassan Khaled Ibrahim Youssef Mahmoud Hussein Karim Samir Tarek Walid Amir Bilal Faisal Hamza Jamal Mustafa
Nabil Rami Said Ziad Reza Mehdi Babak Farhad Hamid Navid Kamran Abdullah Anas Mazen
"""

ARABIC_LAST = """
Al-Ahmad Al-Hassan Al-Khatib Haddad Khalil Mansour Saleh Ibrahim Hassan Ali Ahmed Hamdan Darwish Said Nasser Kassem Othman Aziz
Rahimi Ahmadi Hosseini Karimi Mohammadi Rezaei Moradi Jafari Hashemi Noori Azizi Sultani Benali Amrani Haddadi Idrissi Tahiri
El_Amrani Bouzid Mahmoud Suleiman Yousef Zaki Sharif Qasim
"""

# Origin, share in a thousand business contacts (people in working life with that background, rounded), names.
POOLS = [
    ("German", 835, GERMAN_FEMALE, GERMAN_MALE, GERMAN_LAST),
    ("Turkish", 40, TURKISH_FEMALE, TURKISH_MALE, TURKISH_LAST),
    ("Polish", 35, POLISH_FEMALE, POLISH_MALE, POLISH_LAST),
    ("Russian-German", 40, RUSSIAN_FEMALE, RUSSIAN_MALE, RUSSIAN_LAST),
    ("South Slavic and Albanian", 20, SLAVIC_FEMALE, SLAVIC_MALE, SLAVIC_LAST),
    ("Italian, Greek, Spanish and Portuguese", 18, SOUTHERN_FEMALE, SOUTHERN_MALE, SOUTHERN_LAST),
    ("Arabic and Persian", 12, ARABIC_FEMALE, ARABIC_MALE, ARABIC_LAST),
]
