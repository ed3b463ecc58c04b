"""Names of people in Brazil, written by hand from public knowledge, the most frequent first.

First names are those of people born about 1960 to 2001 (Carlos, Marcos, Adriana, Patrícia ...), not of babies of today. The ten most
frequent surnames carry their bearers in the census of 2022 in thousands; the rest falls with rank. Surnames of
well-known firms (Ferrari, Suzuki ...) are left out, since companies are named after people too. `_` stands for a blank.
"""

from __future__ import annotations

FEMALE = """
Maria Ana Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia Luciana Vanessa Mariana
Gabriela Vera Vitória Larissa Cláudia Beatriz Luana Rita Sônia Renata Eliane Ana_Paula Simone Cristiane Rosângela Daniela Andréa
Tatiane Priscila Rafaela Débora Carla Luíza Viviane Natália Daniele Michele Raquel Fabiana Ana_Carolina Silvana Rosana Regina
Cristina Isabela Jaqueline Lúcia Luciene Alessandra Kelly Mônica Bianca Elaine Roberta Paula Carolina Tânia Josefa Antônia
Francisca Terezinha Marlene Aparecida Maria_Aparecida Ana_Maria Maria_José Rosa Marta Elisângela Gisele Solange Valéria Angélica
Denise Érica Helena Sílvia Simara Rosemeire Sheila Sueli Ivone Neusa Elza Eliana Edna Cleide Marli Maria_Helena Maria_de_Fátima
Maria_Luiza Ana_Cláudia Ana_Cristina Ana_Lúcia Ana_Beatriz Ana_Luíza Marina Laura Júlia Alice Lívia Thaís Talita Tatiana Karina
Karine Katia Lidiane Lilian Liliane Luzia Luciane Lorena Laís Janaína Jane Janete Joana Joice Joyce Josiane
Jussara Ingrid Iara Irene Isabel Isadora Ivete Glória Gislaine Graziela Graziele Geovana Giovana Flávia Fátima Franciele Fabíola
Ester Evelyn Elisa Eloísa Elisabete Elizabeth Emanuele Daiane Dayane Dalva Diana Cíntia Clara Clarice Caroline Catarina Cecília
Célia Bárbara Benedita Bernadete Berenice Conceição Cátia Carmem Andressa Andreia Ariane Ângela Aurora Amélia
Marisa Marilene Marilda Margarete Mara Maíra Magali Madalena Milena Mirian Miriam Mirela Melissa Monique Nair Nadia
Nathalia Nayara Neide Nilza Noemi Olga Olívia Pâmela Paola Poliana Quésia Rayane Rebeca Regiane Rejane Rosilene
Rosemary Roseli Rosimeire Sabrina Samara Sara Selma Shirley Silmara Sirlene Stefany Stephanie Suelen Susana Suzana Suzane Taís
Tainá Tamires Teresa Tereza Thalita Thayná Valdirene Valquíria Vânia Verônica Vilma Vívian Viviana Yara Yasmin Zélia Zilda
Adelaide Alzira Arlete Dirce Eunice Iracema Ivanilda Jandira Leda Leonor Lourdes Lurdes Odete Ruth Sebastiana Teresinha Zenaide
Maria_do_Carmo Maria_das_Graças Maria_Lúcia Maria_Cristina Maria_Inês Vera_Lúcia Rosa_Maria Rute Maria_Eduarda Maria_Clara Ana_Clara
Ana_Júlia Brenda Bruna_Letícia Débora_Cristina Emily Gabrielle Heloísa Isabelle Ketlen Lara Mayara Manuela Nicole Raíssa Sofia
Valentina Cristiana Eveline Gláucia Ivana Josiele Keila Leila Lúcia_Helena Luísa Márcia_Regina Paula_Cristina Rosiane Sandra_Regina
"""

MALE = """
José João Antônio Carlos Paulo Marcos Luiz Rafael Lucas Marcelo Bruno Eduardo Felipe Rodrigo Fernando Daniel Gabriel Francisco
Pedro Anderson Leandro Fábio André Gustavo Ricardo Thiago Diego Alexandre Leonardo Márcio Roberto Sérgio Jorge Matheus Guilherme
Rogério Renato Fabiano Vinícius Cláudio Luciano Tiago Adriano Raimundo Sebastião Luís Edson Manoel Alex Wagner Wellington Maurício
Jefferson Júlio César Gilberto Robson Cristiano Douglas Henrique Rubens Samuel Caio Danilo Flávio Mário Sidnei Reginaldo Ronaldo
Vanderlei Valdir Valter Jair Geraldo Adilson Ademir Ailton Edilson Gilson Gilmar Nelson Milton Hélio Élcio Osmar Oswaldo Joel
Joaquim Benedito Severino Cícero Ivan Ítalo Igor Hugo Heitor Arthur Artur Breno Caíque Alan Allan Alberto Alessandro Alexsandro
Álvaro Augusto Aloísio Armando Arnaldo Ary Átila Benjamim Bernardo Celso Cleber Cleiton Claudinei Claudemir Cássio Clóvis
Damião Davi David Denis Denilson Dirceu Djalma Domingos Donizete Éder Edgar Edimar Edmilson Edmundo Edvaldo Elias Elton
Emerson Enzo Erick Eric Evandro Everton Ezequiel Fabrício Fausto Filipe Frederico Genivaldo Gerson Geovane Giovani Givaldo
Guido Hamilton Haroldo Humberto Inácio Isaac Isaías Ismael Israel Ivanildo Ivo Jailson Jaime Jaílton Jean Jeferson Jeremias
Jerônimo João_Paulo João_Carlos João_Batista João_Pedro João_Victor José_Carlos José_Antônio José_Roberto José_Luiz José_Maria
Jonas Jonathan Jônatas Josué Juarez Juliano Juvenal Kaique Kleber Laércio Lauro Lázaro Leonel Levi Lincoln Lourival
Luiz_Carlos Luiz_Fernando Luiz_Henrique Luiz_Antônio Luiz_Gustavo Carlos_Alberto Carlos_Eduardo Carlos_Henrique Paulo_César
Paulo_Henrique Paulo_Roberto Paulo_Sérgio Pedro_Henrique Marco_Antônio Marco_Aurélio Antônio_Carlos Marcos_Vinícius Marcos_Paulo
Magno Manuel Marcelino Marlon Marcel Mateus Mauro Maxwell Michael Michel Miguel Moacir Moisés Murilo Natanael Ney Nicolas Nilson
Nilton Nivaldo Odair Olavo Orlando Oscar Osvaldo Otávio Pablo Patrick Plínio Raí Ramon Raul Renan Renildo Rômulo Romário Roney
Ruan Rui Ruy Salvador Samir Saulo Silas Sílvio Simão Tadeu Tarcísio Teodoro Tomás Ubirajara Ulisses Valdeci Valdemar Valmir
Victor Vicente Vitor Wallace Walter Washington Weslley Wesley William Willian Wilson Yago Yuri Zacarias
Alcides Altair Amauri Anselmo Antenor Aristides Arlindo Dorival Eurico Euclides Ernesto Expedito Gervásio Irineu Isidoro Juraci Nestor
Orestes Otacílio Pascoal Rosalvo Silvério Silvestre Urbano Waldemar Waldir Cauã Cristian Eduardo_Henrique Emanuel Gabriel_Henrique Iago
Joabe Jhonatan Kauê Luan Luís_Felipe Lorenzo Mailson Nathan Rian Rodolfo Thales Theo Vitor_Hugo Aurélio Edvan Gleison Hudson Josenildo
"""

# Bearers in thousands, census of 2022.
TOP_LAST = """
Silva|34030 Santos|21367 Oliveira|11709 Souza|9197 Pereira|6888 Ferreira|6226 Lima|6095 Alves|5757 Rodrigues|5429 Costa|4861
"""

LAST = """
Sousa Gomes Nascimento Araújo Ribeiro Almeida Jesus Barbosa Soares Carvalho Martins Lopes Fernandes Vieira Rocha Dias Cardoso
Melo Gonçalves Santana Nunes Teixeira Reis Moreira Mendes Ramos Cavalcante Freitas Monteiro Borges Moura Correia Marques Campos
Castro Machado Andrade Nogueira Batista Barros Cunha Pinto Miranda Cruz Farias Coelho Fonseca Leite Moraes Azevedo Tavares Silveira
Brito Pires Sales Xavier Guimarães Medeiros Henrique Bezerra Macedo Viana Siqueira Aguiar Duarte Garcia Cordeiro Rosa Bastos Leal
Domingues Conceição Matos Vasconcelos Queiroz Figueiredo Sampaio Lacerda Morais Bueno Paiva Rezende Dantas Coutinho Camargo
Albuquerque Mota Peixoto Amaral Toledo Menezes Mello Franco Chaves Vargas Pacheco Esteves Amorim Abreu Neves Brandão Maia Braga
Furtado Lemos Pimentel Bernardes Salles Assis Prado Guedes Marinho Dutra Evangelista Maciel Arruda Cabral Barreto Aragão Mesquita
Torres Lira Sá Magalhães Lobo Godoy Gouveia Valente Vidal Bispo Trindade Portela Porto Bittencourt Barreiros Félix Simões Veloso
Damasceno Fontes Frazão Freire Galvão Holanda Lins Loureiro Lucena Luz Malta Meireles Muniz Novaes Novais Nobre Ávila Pontes
Paixão Paz Pinheiro Pessoa Quintino Quaresma Rangel Rabelo Resende Rios Rufino Saldanha Salgado Sanches Santiago Seixas Serra
Soledade Sobral Teles Telles Tolentino Uchôa Valadares Valença Valério Vaz Ventura Veras Vilar Vilela Villela Zanetti Accioly
Alencar Alvarenga Antunes Apolinário Arantes Araripe Assunção Ayres Baptista Bandeira Barcelos Barroso Belém Beltrão Benevides
Bonfim Botelho Bragança Calado Caldas Caldeira Câmara Camilo Canuto Capistrano Carneiro Casagrande Cerqueira César Cintra Clemente
Colares Cortês Couto Crespo Custódio Delgado Diniz Domingos Dorneles Falcão Faria Faustino Feitosa Ferraz Ferro Fialho Fidelis
Figueira Flores Florêncio Fraga França Fragoso Frota Gama Gaspar Geraldo Góes Gonzaga Goulart Granja Guerra Guerreiro Gusmão
Honorato Horta Inácio Jardim Jordão Justino Ladeira Lage Lago Leão Lessa Linhares Lisboa Louzada Lourenço Luna Macena Madeira
Madureira Maranhão Marcondes Mariano Marçal Mascarenhas Matias Meira Mendonça Meneses Messias Milani Modesto Moita Monte Montenegro
Montes Mourão Naves Negrão Noronha Ornelas Ortiz Osório Paes Padilha Palhares Palma Parreira Passos Patrício Paula Pedrosa
Pedroso Pena Penha Penido Peres Pestana Pimenta Pinho Piva Policarpo Pontual Prates Proença Quadros Queirós Quintana Quirino Raposo
Rebouças Rego Rolim Romano Romão Romeiro Rondon Rosário Ruiz Sabino Salomão Salvador Sarmento Sena Senna Serafim
Severo Silvério Simas Soriano Sodré Tenório Tiago Tinoco Tobias Tomé Torquato Tourinho Trajano Travassos Trevisan Valadão Valle
Varela Vasques Veiga Veríssimo Viegas Vitorino Vital Vianna Zago Zanini Abrantes Acosta Adão Afonso Agostinho Aires Albino Alcântara
Aleixo Alexandrino Amâncio Anacleto Andreotti Anjos Aquino Arcanjo Argolo Armando Arraes Athayde Augusto Azeredo Bacelar Baía
Balbino Barbalho Barboza Barra Barrozo Basílio Belchior Belmonte Benites Bento Bernardino Bertoldo Bezerril Bicalho Boaventura
Bomfim Boneti Bonilha Branco Brasil Brum Bruno Burgos Cabrera Caetano Calazans Calixto Camacho Camelo Campelo Cândido Cantanhede
Caputo Cardozo Carmo Carrara Carvalhal Cascais Castanheira Castelo Castilho Catarino Cavalcanti Caxias Célio Chagas Cipriano Coimbra
Colombo Cordovil Coria Cotrim Crisóstomo Cristo Dalmolin Damião Daniel David Delfino Deus Donato Duque Eleutério Eloi Emídio Estrela
Eugênio Fagundes Farina Fernando Filgueiras Firmino Flávio Fortes Fortunato Francisco Furlan Gabriel Gadelha Garrido Gil Giordano
Gomide Granado Gregório Grillo Guilherme Hermínio Hilário Hora Jacinto Januário Jacques Jorge Júlio Lara Laurindo Ledo Leme Leopoldo
Liberato Limeira Lino Lucas Luciano Luís Macário Mafra Manhães Marinelli Marino Mata Mattos Mauro Medina Mineiro Mira Moniz Morato
Moreno Moretti Motta Munhoz Nazareth Nazário Nicolau Norberto Olímpio Oliva Onofre Pantoja Paranhos Parente Pastor Paulino Peçanha
Perdigão Piovesan Plácido Portugal Poeta Prata Prazeres Prudente Ramalho Régis Ricardo Sacramento Sardinha
Saraiva Schiavon Sebastião Serpa Serrano Severiano Spínola Tedesco Teodoro Thomaz Timóteo Tostes Urbano Vale Valentim
Vicente Vicentini Victor Villar Viveiros Zacarias Zambon
"""

ITALIAN_LAST = """
Rossi Bianchi Romano Ricci Marchetti Zanetti Moretti Barbieri Lombardi Fontana Santoro Mariani Rizzo Conti Bruno Gallo
Costa Giordano Mancini Longo Leone Martini Marchi Bertolini Bortolini Bortolotti Bellini Benedetti Bernardi Casagrande Cavalli
Cecchini Dalla_Costa Dal_Molin De_Marchi De_Lazzari Fabris Facchini Fiorini Franceschini Furlan Gasparini Girardi Grassi Guidolin
Lazzari Lorenzetti Lunardi Magnani Maran Mazzini Menegatti Michelon Milani Nardi Nicoletti Orlandi Pagani Parisotto Pasqualini
Pavan Pellegrini Perin Piccoli Pinotti Poletto Rigo Rizzi Rosso Salvatori Sartori Scarpari Simonetti Spagnol Tedesco Tomasi Tonello
Tonin Trevisan Turra Valentini Venturini Vicentini Vidotto Zanatta Zanella Zanini Zanon Zilio Zorzi
"""

GERMAN_LAST = """
Schmidt Müller Schneider Becker Klein Weber Wagner Fischer Hoffmann Schmitt Meyer Schultz Krüger Kuhn Lang Koch Hermann Ludwig
Keller Lenz Zimmermann Werner Schwarz Richter Schaefer Schröder Neumann Hartmann Kaiser Jung Petry Backes Wolff Engel Kunz Arndt Haas
Heck Heinen Hahn Kern Konrad Kraemer Kunzler Link Maurer Mallmann Mayer Michels Pfeifer Reichert Rauber Ritter Roth Sauer Scherer
Schell Schons Seibel Spies Stein Steffen Thomas Ullrich Vogel Vogt Weiss Winter Wolf Ziegler
"""

JAPANESE_LAST = """
Tanaka Sato Watanabe Yamamoto Nakamura Kobayashi Ito Yoshida Sasaki Yamada Matsumoto Inoue Kimura Hayashi Shimizu Saito Mori
Ikeda Ishikawa Ogawa Okada Hasegawa Fujita Goto Kondo Maeda Fujii Nishimura Fukuda Ota Miura Okamoto Matsuda Nakagawa Ono Takahashi
Takeda Sakamoto Murakami Oshiro Higa Kanashiro Arakaki Miyashiro Nakasone Shimabukuro Uehara Yamashita Yamaguchi Aoki Endo Hirata
Kato Kawamura Nagata Nakano Nishida Okuda Sakai Takata Teruya Ueda Yoshimura
"""

ARABIC_LAST = """
Haddad Khoury Nassif Salim Abdalla Abrão Assad Aziz Bacha Bittar Calil Chaim Cury Daher Elias Farah Fadel Gebara Hage Issa Jorge
Kalil Kassab Lutfi Maluf Mansur Nader Nasser Rahal Saad Sabbag Salem Salomão Sarkis Simão Tannus Zaidan Zarif
"""

# Origin, share in a thousand business contacts (rounded), surnames; first names are the same, in shorter lists for the smaller groups.
POOLS = [
    ("Italian-Brazilian", 75, ITALIAN_LAST),
    ("German-Brazilian", 30, GERMAN_LAST),
    ("Japanese-Brazilian", 18, JAPANESE_LAST),
    ("Arab-Brazilian", 12, ARABIC_LAST),
]
