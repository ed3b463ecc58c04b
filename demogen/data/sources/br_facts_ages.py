"""First names of Brazilians by age, by hand from public knowledge: (female, male) of the older, and of the younger cohort."""

from __future__ import annotations

OLDER = (
    """
Maria Márcia Sandra Vera Cláudia Rita Sônia Eliane Rosângela Silvana Rosana Regina Lúcia Tânia Josefa Antônia Francisca Terezinha Marlene
Aparecida Maria_Aparecida Ana_Maria Maria_José Rosa Marta Solange Sílvia Rosemeire Sheila Sueli Ivone Neusa Elza Eliana Edna Cleide Marli
Maria_Helena Maria_de_Fátima Ana_Lúcia Ana_Cristina Luzia Jane Janete Joana Irene Ivete Glória Fátima Elisabete Dalva Célia Benedita
Bernadete Berenice Conceição Cátia Carmem Aurora Amélia Marisa Marilene Marilda Margarete Mara Magali Madalena Nair Nadia Neide Nilza Noemi
Olga Rejane Rosilene Rosemary Roseli Rosimeire Selma Sirlene Teresa Tereza Vânia Vilma Zélia Zilda Cristina Denise Helena Elisa Diana
Angélica Ângela Mônica Adelaide Alzira Arlete Dirce Eunice Iracema Ivanilda Jandira Leda Leonor Lourdes Lurdes Odete Ruth Sebastiana Teresinha
Zenaide Maria_do_Carmo Maria_das_Graças Maria_Lúcia Maria_Cristina Maria_Inês Vera_Lúcia Rosa_Maria Rute
""",
    """
José João Antônio Carlos Paulo Marcos Luiz Francisco Roberto Sérgio Jorge Raimundo Sebastião Edson Manoel Rubens Mário Reginaldo Ronaldo
Vanderlei Valdir Valter Jair Geraldo Adilson Ademir Ailton Edilson Gilson Gilmar Nelson Milton Hélio Élcio Osmar Oswaldo Joel Joaquim
Benedito Severino Cícero Ivan Alberto Aloísio Armando Arnaldo Ary Celso Clóvis Dirceu Djalma Domingos Edgar Edmundo Elias Fausto Genivaldo
Gerson Humberto Inácio Jaime Jerônimo José_Carlos José_Antônio José_Roberto José_Luiz José_Maria João_Carlos João_Batista Juarez Juvenal
Laércio Lauro Leonel Lourival Luiz_Carlos Luiz_Antônio Luiz_Fernando Carlos_Alberto Paulo_César Paulo_Roberto Paulo_Sérgio Marco_Antônio
Marco_Aurélio Antônio_Carlos Manuel Mauro Moacir Ney Nilson Nilton Nivaldo Odair Olavo Orlando Oscar Osvaldo Plínio Ruy Rui Sílvio Tarcísio
Ubirajara Valdeci Valdemar Valmir Vicente Walter Washington Wilson Cláudio Gilberto Donizete Damião Ivo Haroldo Hamilton Júlio Álvaro Augusto
Alcides Altair Amauri Anselmo Antenor Aristides Arlindo Dorival Eurico Euclides Ernesto Expedito Gervásio Irineu Isidoro Juraci Nestor
Orestes Otacílio Pascoal Rosalvo Silvério Silvestre Urbano Waldemar Waldir
""",
)
YOUNGER = (
    """
Juliana Aline Camila Amanda Bruna Jéssica Letícia Mariana Gabriela Vitória Larissa Beatriz Luana Rafaela Ana_Carolina Isabela Bianca Carolina
Ana_Beatriz Ana_Luíza Marina Laura Júlia Alice Lívia Thaís Talita Karine Lorena Laís Joice Joyce Ingrid Isadora Geovana Giovana Franciele Ester
Evelyn Eloísa Emanuele Daiane Dayane Clara Caroline Catarina Cecília Bárbara Andressa Ariane Maíra Milena Mirela Melissa Monique Nathalia
Nayara Pâmela Paola Poliana Rayane Rebeca Sabrina Samara Sara Stefany Stephanie Suelen Taís Tainá Tamires Thalita Thayná Vívian Yasmin Natália
Débora Priscila Tatiane Maria_Luiza Luíza Fernanda Maria_Eduarda Maria_Clara Ana_Clara Ana_Júlia Brenda Bruna_Letícia Débora_Cristina Emily
Gabrielle Heloísa Isabelle Ketlen Lara Mayara Manuela Nicole Raíssa Sofia Valentina
""",
    """
Rafael Lucas Bruno Felipe Gabriel Leandro Gustavo Thiago Diego Leonardo Matheus Guilherme Vinícius Tiago Caio Danilo Henrique Douglas Ítalo Igor
Hugo Heitor Arthur Artur Breno Caíque Bernardo Benjamim Davi Enzo Erick Jefferson Jonathan Jônatas João_Paulo João_Pedro João_Victor Kaique
Levi Lincoln Luiz_Henrique Luiz_Gustavo Carlos_Eduardo Carlos_Henrique Paulo_Henrique Pedro_Henrique Marcos_Vinícius Mateus Miguel Murilo
Nicolas Otávio Pablo Patrick Ramon Renan Ruan Samuel Saulo Tomás Victor Vitor Wallace Weslley Wesley William Willian Yago Yuri Allan Alan
Everton Filipe Geovane Isaac Ismael Israel Jean Michael Michel Wellington Robson Anderson Rodrigo Pedro Daniel Eduardo Alexsandro Cauã Cristian
Eduardo_Henrique Emanuel Gabriel_Henrique Iago Joabe Jhonatan Kauê Luan Luís_Felipe Lorenzo Mailson Nathan Rian Rodolfo Thales Theo Vitor_Hugo
""",
)
