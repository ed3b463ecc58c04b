"""Names of business people in the UAE by origin, second part: Western, other Asian; by hand, from common to rare."""

from __future__ import annotations

BRITISH = {
    "female": """
Sarah, Emma, Claire, Rachel, Laura, Louise, Nicola, Helen, Kate, Victoria, Rebecca, Lisa, Samantha, Charlotte, Gemma,
Joanne, Karen,
Lucy, Amy, Natalie, Hannah, Jennifer, Fiona, Alison, Catherine, Zoe, Michelle, Heather, Olivia, Aoife, Siobhan, Gillian
""",
    "male": """
David, James, Andrew, Paul, Mark, Richard, Simon, Stephen, Michael, John, Robert, Peter, Matthew, Daniel, Christopher,
Ian, Gary, Neil,
Adam, Tom, Ben, Craig, Stuart, Graham, Jonathan, Nicholas, Alex, Martin, Philip, Kevin, Sean, Gareth, Duncan,
Alistair, Oliver, Luke,
Conor, Rory, Edward, Timothy
""",
    "last": """
Smith, Jones, Taylor, Williams, Brown, Davies, Evans, Wilson, Thomas, Johnson, Roberts, Walker, Wright, Robinson,
Thompson, White,
Hughes, Edwards, Green, Hall, Wood, Harris, Clarke, Martin, Jackson, Clark, Turner, Hill, Cooper, Morris, Ward, Moore,
Baker, Harrison,
King, Morgan, Allen, James, Scott, Phillips, Watson, Parker, Price, Bennett, Young, Griffiths, Mitchell, Kelly, Cook,
Carter, Richardson,
Bailey, Collins, Bell, Shaw, Murphy, Miller, Cox, Marshall, Simpson, Anderson, Murray, Campbell, Stewart, Macdonald,
Fraser, Ross,
Henderson, Paterson, Kennedy, O'Connor, Byrne, Walsh, Gallagher, Doyle, Fletcher, Barker, Holmes, Pearson, Whittaker
""",
}

FRENCH = {
    "female": """
Sophie, Nathalie, Isabelle, Julie, Caroline, Aurelie, Camille, Celine, Claire, Delphine, Emilie, Laure, Marion,
Sandrine, Virginie
""",
    "male": """
Nicolas, Julien, Thomas, Pierre, Olivier, Laurent, Guillaume, Antoine, Benoit, Cedric, Christophe, Francois,
Frederic, Jerome, Mathieu, Sebastien, Vincent, Xavier
""",
    "last": """
Martin, Bernard, Dubois, Durand, Moreau, Laurent, Simon, Lefebvre, Leroy, Roux, Fournier, Girard, Bonnet, Lambert,
Fontaine, Rousseau,
Blanc, Guerin, Faure, Chevalier, Gauthier, Perrin, Marchand, Lemoine, Barbier, Aubert, Colin, Renard
""",
}

GERMAN = {
    "female": """
Anna, Julia, Sandra, Katharina, Stefanie, Christine, Nicole, Sabine, Claudia, Katrin, Melanie, Susanne, Petra,
Martina, Birgit
""",
    "male": """
Thomas, Michael, Andreas, Stefan, Christian, Markus, Martin, Matthias, Alexander, Frank, Florian, Tobias, Jan, Sven,
Ralf, Oliver, Klaus, Jens
""",
    "last": """
Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Koch, Bauer, Richter, Klein,
Wolf, Schröder,
Neumann, Schwarz, Zimmermann, Braun, Hartmann, Krüger, Lange, Werner, Krause, Lehmann, Köhler, Huber
""",
}

ITALIAN = {
    "female": """
Francesca, Giulia, Chiara, Elena, Valentina, Silvia, Federica, Alessandra, Paola, Laura, Sara, Martina, Simona,
Barbara, Roberta
""",
    "male": """
Marco, Andrea, Luca, Alessandro, Francesco, Matteo, Stefano, Giovanni, Roberto, Davide, Fabio, Paolo, Antonio,
Simone, Massimo, Giorgio, Riccardo, Enrico
""",
    "last": """
Rossi, Russo, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, Bruno, Gallo, Conti, De Luca, Mancini, Costa,
Giordano, Rizzo,
Lombardi, Moretti, Barbieri, Fontana, Santoro, Mariani, Rinaldi, Caruso, Galli, Martini, Leone
""",
}

UKRAINIAN = {
    "female": """
Olena, Iryna, Natalia, Oksana, Tetiana, Svitlana, Yulia, Anna, Maria, Kateryna, Viktoria, Daria, Alina, Anastasia,
Olga
""",
    "male": """
Oleksandr, Serhii, Andrii, Dmytro, Ihor, Maksym, Volodymyr, Oleg, Yurii, Roman, Pavlo, Artem, Denys, Vitalii,
Kyrylo, Anton
""",
    "last": """
Shevchenko, Kovalenko, Bondarenko, Tkachenko, Kravchenko, Oliynyk, Kovalchuk, Savchenko, Rudenko, Marchenko, Lysenko,
Moroz, Petrenko,
Karpenko, Melnyk, Boyko, Polishchuk, Tkachuk, Klymenko, Pavlenko, Ponomarenko, Vasylenko, Kharchenko, Sydorenko,
Havryliuk
""",
}

SRI_LANKAN = {
    "female": """
Nadeesha, Chamari, Dilani, Sanduni, Ishara, Nilmini, Thilini, Anusha, Hashini, Kumari, Madushani, Niluka, Sachini,
Shanika, Upeksha
""",
    "male": """
Nuwan, Chaminda, Ruwan, Kasun, Dinesh, Lahiru, Sampath, Asanka, Buddhika, Dilshan, Gayan, Indika, Janaka, Mahesh,
Nalin, Prasanna, Roshan, Saman, Thilina, Upul
""",
    "last": """
Perera, Fernando, De Silva, Silva, Bandara, Jayasinghe, Dissanayake, Gunawardena, Rajapaksha, Herath, Wickramasinghe,
Karunaratne,
Senanayake, Ekanayake, Liyanage, Ratnayake, Weerasinghe, Gamage, Wijesinghe, Amarasinghe, Samarawickrama, Abeysekara,
Ranasinghe,
Jayawardena, Kulatunga
""",
}

BANGLADESHI = {
    "female": """
Farzana, Nusrat, Sharmin, Tahmina, Taslima, Nasrin, Sumaiya, Rumana, Sabina, Shahnaz, Afroza, Jannatul, Mahmuda,
Rehana, Tania
""",
    "male": """
Mohammad, Abdul, Rafiqul, Shahidul, Kamal, Jahangir, Mizanur, Saiful, Nazrul, Anisur, Ashraful, Delwar, Faruk,
Habibur, Jasim, Kabir, Mahbub, Monirul, Shafiqul, Tanvir
""",
    "last": """
Islam, Rahman, Hossain, Ahmed, Uddin, Khan, Miah, Chowdhury, Alam, Sarker, Hasan, Haque, Akter, Karim, Sikder, Mollah,
Talukder,
Bhuiyan, Majumder, Kabir, Mondal, Howlader, Akand, Pramanik
""",
}

CHINESE = {
    "female": "Li, Yan, Fang, Min, Jing, Xiuying, Juan, Xia, Hui, Lin, Xue, Ying, Mei, Yun, Qian",
    "male": "Wei, Jun, Lei, Yong, Tao, Qiang, Ming, Chao, Bin, Hao, Peng, Jian, Feng, Gang, Bo, Kai, Dong, Liang",
    "last": """
Wang, Zhang, Liu, Chen, Yang, Huang, Zhao, Wu, Zhou, Xu, Sun, Ma, Zhu, Hu, Guo, He, Lin, Gao, Luo, Zheng, Liang, Xie,
Tang, Deng, Feng,
Cao, Peng, Zeng, Xiao, Pan
""",
}
