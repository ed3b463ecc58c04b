"""First names of Germans by age, by hand from public knowledge: (female, male) of the older, and of the younger cohort."""

from __future__ import annotations

OLDER = (
    """
Sabine Susanne Petra Birgit Martina Andrea Heike Monika Angelika Gabriele Barbara Ulrike Silke Michaela Ute Karin Christiane Bettina
Cornelia Silvia Marion Elke Heidi Eva Beate Doris Annette Regina Dagmar Iris Renate Sylvia Gudrun Vera Carola Sybille Annegret Ilona
Jutta Brigitte Ursula Christine Elisabeth Marlies Hannelore Roswitha Evelyn Gerlinde Margit Rita Helga Ruth Anneliese Ingrid Christa
Edeltraud Waltraud Bärbel Gisela Frauke Birgitta Dorothee Dorothea Elfriede Ellen Hedwig Heidrun Hilke Irene Irmgard Rosemarie Sigrid
Ulla Claudia Kerstin Anke Manuela Antje Gesa Ariane Bernadette Claudine Eva-Maria Peggy Anett Annett Lydia Esther Veronika
""",
    """
Thomas Michael Andreas Peter Ralf Jürgen Uwe Bernd Jörg Klaus Dirk Holger Wolfgang Robert Volker Olaf Rainer Manfred Werner Joachim
Norbert Hans Dieter Günter Gerhard Horst Karl-Heinz Reinhard Guido Axel Detlef Harald Ingo Jochen Karsten Roland Mario Achim Armin
Bernhard Dietmar Eberhard Eckhard Edgar Ernst Eugen Franz Friedhelm Friedrich Georg Gerald Gerd Gregor Günther Hans-Jürgen Hans-Peter
Hansjörg Hartmut Heiner Heinrich Heinz Helmut Herbert Hermann Hubert Hubertus Karl Knut Kurt Lothar Ludger Ludwig Lutz Meinhard Otto
Reiner Reinhold Richard Rolf Rudolf Rüdiger Rupert Siegfried Udo Ulf Ulrich Waldemar Walter Wilfried Wilhelm Willi Wolfram Josef Alfred
Albert Arno Burkhard Claus Dietrich Egon Erich Erwin Ewald Fritz Gunnar Gunther Ingolf Karl-Otto Klaus-Dieter Uli Urs Wieland Winfried
Wolf-Dieter Frank Martin Stephan Matthias Torsten Thorsten Steffen Jens Heiko
""",
)
YOUNGER = (
    """
Julia Lisa Sarah Anna Katharina Lena Jessica Laura Franziska Jennifer Jana Vanessa Sina Theresa Carolin Jasmin Sophie Hannah Mareike
Annika Larissa Lea Luisa Alina Ronja Viktoria Nora Pia Janina Sara Ann-Kathrin Anne-Kathrin Charlotte Clara Pauline Jule Kim Leonie
Lisa-Marie Madeleine Magdalena Marlene Mona Paula Romy Stella Thea Vivien Yasmin Antonia Josephine Juliane Felicitas Fenja Greta Hanna
Helena Isabell Isabella Josefine Kira Lara Merle Nele Olivia Rabea Selina Teresa Tabea Svenja Rebecca Saskia Natalie Isabel Marie
Johanna Carina Nina Anika Elena Marina Caroline Karoline Constanze Wencke Swantje Silja Jacqueline Sabrina
""",
    """
Sebastian Daniel Alexander Tobias Florian Philipp Tim Patrick Felix Dennis Benjamin Marcel Lukas Maximilian Simon Jonas Johannes David
Fabian Dominik Julian Nico Timo Nils Malte Hendrik Bastian Benedikt Clemens Constantin Danny Eric Erik Ferdinand Ivo Jakob Jannik
Jannis Jasper Kevin Kilian Konstantin Lennart Leon Leonard Leonhard Lorenz Manuel Marius Marvin Mathis Max Moritz Nicolas Niklas Pascal
Paul Raphael Robin Samuel Theo Theodor Thilo Tilman Till Tom Toni Torben Valentin Vincent Yannick Anton Julius Joshua Jonathan Dominic
Elias Emil Henrik Henry Hannes Jonah Lasse Laurenz Linus Louis Luca Noah Nick Phillip Ruben Sascha Timm Thies Ole Justus Jost
""",
)
