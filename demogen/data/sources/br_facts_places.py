"""Places and streets of Brazil, written by hand from public facts.

A line of PLACES is: city | UF | DDD | population in thousands (census of 2022) | postal codes (CEP) of streets of that very city.
Every code lies in its city's own range and all but some twenty were seen in a published address there; codes of single
organisations (9xx) are left out.
"""

from __future__ import annotations

PLACES = """
São Paulo|SP|11|11452|01310-100 01310-200 01310-300 01414-001 01451-000 01452-002 02034-000 04013-001 04538-133 04543-011 04571-010 04578-000 05425-070 05501-000
Rio de Janeiro|RJ|21|6211|20020-010 20031-170 20040-002 20090-003 20211-110 22210-030 22250-040 22290-160 22410-000 22430-041 22631-000 22640-100 22640-102 22775-003
Brasília|DF|61|2817|70070-120 70200-001 70308-200 70351-757 70390-025 71020-631 71715-004 71936-250
Fortaleza|CE|85|2429|60020-181 60040-531 60135-000 60150-160 60160-230 60170-001 60811-341
Salvador|BA|71|2418|40010-000 40170-110 40279-120 41150-000 41720-052 41820-020 41820-021
Belo Horizonte|MG|31|2316|30110-000 30112-000 30112-010 30112-020 30120-060 30130-005 30130-141 30140-071 30150-220 30160-011 30180-100 30380-403 30575-180 31310-000
Manaus|AM|92|2064|69005-010 69010-060 69020-031 69020-120 69050-001 69050-010 69057-035 69075-000
Curitiba|PR|41|1774|80010-000 80020-000 80020-310 80050-000 80060-000 80060-010 80230-010 80240-000 80250-070 80420-000 80520-560 80730-000 81280-330
Recife|PE|81|1489|50050-540 50070-160 50100-010 50720-001 51020-280 52050-000
Goiânia|GO|62|1437|74023-010 74120-020 74130-012 74215-010 74369-577 74605-010
Porto Alegre|RS|51|1333|90010-000 90010-150 90020-006 90030-140 90035-001 90410-000 90430-000 90480-003 91330-001 91350-200 91540-310
Belém|PA|91|1303|66010-000 66055-260 66087-170 66093-020
Guarulhos|SP|11|1292|07023-000 07040-000 07111-080 07190-100
Campinas|SP|19|1139|13024-001 13025-320 13087-571
São Luís|MA|98|1038|65030-005 65071-380 65075-120 65075-441 65076-090 65080-805
Maceió|AL|82|958|57010-300 57020-440 57051-190 57055-000
Campo Grande|MS|67|898|79002-290 79003-010 79005-000 79021-000
Teresina|PI|86|866|64000-020 64000-040 64000-120 64000-290 64001-140 64001-260 64049-550 64073-505 64080-050
João Pessoa|PB|83|834|58015-020 58037-000 58039-000 58067-695
São Bernardo do Campo|SP|11|811|09720-000 09750-730 09751-000 09890-000
Duque de Caxias|RJ|21|808|25045-470 25071-202 25272-210
Nova Iguaçu|RJ|21|786|26210-190 26221-190 26275-580
Natal|RN|84|751|59015-000 59025-000 59025-003 59075-000
Santo André|SP|11|749|09010-130 09020-040 09060-650 09080-000 09210-580
Osasco|SP|11|729|06020-000 06020-012 06020-015 06020-190 06093-085 06296-220
Sorocaba|SP|15|724|18013-280 18030-000 18087-000
Uberlândia|MG|34|713|38400-106 38400-448 38411-106 38411-159
Ribeirão Preto|SP|16|699|14010-170 14015-050 14020-250 14085-000
São José dos Campos|SP|12|697|12210-100 12220-000 12243-000 12246-000 12246-870
Cuiabá|MT|65|651|78005-100 78020-800 78043-409 78048-214 78050-000
Jaboatão dos Guararapes|PE|81|644|54330-000 54400-160 54410-100
Joinville|SC|47|616|89201-001 89201-260 89219-000 89219-600 89219-710
Feira de Santana|BA|75|616|44001-008 44001-184 44025-096 44079-002 44085-370
Aracaju|SE|79|603|49032-490 49037-029 49082-600 49090-570
Londrina|PR|43|556|86010-580 86015-000 86015-010 86020-000 86020-080 86060-000
Juiz de Fora|MG|32|541|36025-020 36025-275 36033-003 36036-000
Florianópolis|SC|48|537|88010-000 88010-300 88010-500 88015-100 88015-200 88020-000 88035-000
Serra|ES|27|521|29164-018 29165-130 29165-680 29168-064
Campos dos Goytacazes|RJ|22|484|28010-000 28010-140 28035-042 28035-310 28035-581
Niterói|RJ|21|481|24020-000 24020-125 24240-030
São José do Rio Preto|SP|17|480|15013-000 15015-000 15015-100 15015-110 15015-400
Ananindeua|PA|91|479|67013-000 67110-000 67113-000 67133-125
Vila Velha|ES|27|468|29100-011 29106-010 29129-022
Caxias do Sul|RS|54|463|95010-005 95020-371 95034-000 95060-145 95070-560
Porto Velho|RO|69|460|76801-109 76804-373 76815-800
Mogi das Cruzes|SP|11|451|08710-500 08773-000 08773-380 08780-210
Macapá|AP|96|443|68900-070 68903-419 68908-883 68909-398
Jundiaí|SP|11|443|13201-160 13202-550 13208-110 13216-000
Piracicaba|SP|19|423|13400-123 13414-040 13414-155 13418-445
Campina Grande|PB|83|420|58407-363 58411-020 58414-350 58429-500 58432-300
Santos|SP|13|419|11010-000 11010-090 11015-001 11045-002 11060-001 11085-005
Mauá|SP|11|418|09370-570 09370-670 09380-000 09390-120
Boa Vista|RR|95|414|69301-160 69303-340 69306-530 69313-792
Montes Claros|MG|38|414|39400-077 39401-089 39401-241 39404-006 39408-007
Maringá|PR|44|410|87013-000 87013-190 87013-230 87020-000 87020-015 87020-025
Anápolis|GO|62|399|75024-050 75083-515 75110-390 75132-400
Petrolina|PE|87|387|56302-100 56304-020 56328-000
Bauru|SP|14|380|17011-160 17033-360 17056-100
Vitória da Conquista|BA|77|371|45020-510 45020-750 45028-100
Rio Branco|AC|68|365|69900-156 69900-640 69915-631
Blumenau|SC|47|361|89010-001 89010-002 89010-300 89012-001 89015-200 89030-000 89036-000
Ponta Grossa|PR|42|358|84010-010 84010-200 84030-000 84035-000
Franca|SP|16|353|14400-490 14400-500 14400-660 14400-690 14401-150
Olinda|PE|81|350|53030-020 53120-090 53130-410 53300-240
Praia Grande|SP|13|349|11700-100 11703-200 11705-000
Canoas|RS|51|348|92010-000 92010-011 92420-000
Cascavel|PR|45|348|85801-130 85806-080 85806-095 85810-000 85810-010 85816-000 85819-110
Uberaba|MG|34|338|38025-180 38025-440 38055-500 38061-500
Santarém|PA|93|331|68010-200 68040-100 68040-255
São José dos Pinhais|PR|41|329|83005-000 83015-000 83040-550
Pelotas|RS|53|326|96010-000 96010-280 96010-610 96015-560
Vitória|ES|27|323|29045-402 29050-335 29050-565 29055-131 29056-245
Taubaté|SP|12|311|12010-000 12020-270 12040-000 12080-000
Palmas|TO|63|303|77001-090 77016-002 77020-122 77023-576 77024-478
Limeira|SP|19|292|13480-001 13480-470 13482-383
Juazeiro do Norte|CE|88|286|63010-212 63010-215 63010-475
Foz do Iguaçu|PR|45|285|85851-020 85852-010 85853-000 85864-455
Petrópolis|RJ|24|279|25610-130 25635-000 25680-120 25685-000
Imperatriz|MA|99|273|65901-480 65901-490 65907-070
Santa Maria|RS|55|272|97010-032 97015-000 97060-210
Marabá|PA|94|267|68507-590 68507-670 68507-765
Mossoró|RN|84|265|59607-330 59610-210 59628-330
Itajaí|SC|47|264|88301-303 88301-600 88303-000
Volta Redonda|RJ|24|262|27213-080 27215-620 27240-560 27255-125
Governador Valadares|MG|33|257|35010-090 35010-177 35020-220
Chapecó|SC|49|255|89801-001 89801-060 89809-000
São Carlos|SP|16|255|13560-140 13563-470 13566-590
Rondonópolis|MT|66|245|78700-100 78700-110 78700-180 78705-050
Dourados|MS|67|244|79806-000 79825-070 79825-150
Arapiraca|AL|82|235|57307-340 57309-005 57312-270
Divinópolis|MG|37|231|35500-010 35500-017 35500-286
Novo Hamburgo|RS|51|228|93310-001 93310-002 93510-001 93525-075
Presidente Prudente|SP|18|226|19010-081 19030-430 19050-680
Criciúma|SC|48|215|88801-010 88801-110 88805-380
Passo Fundo|RS|54|206|99010-010 99010-031 99070-220
Sobral|CE|88|203|62010-290 62011-140 62040-370 62050-100
Bento Gonçalves|RS|54|123|95700-068 95700-086 95700-206
"""

# Usual street names by about how often they occur.
STREETS = """
Rua_São_José Rua_Santo_Antônio Rua_São_Paulo Rua_Santa_Catarina Rua_São_João Avenida_Brasil Rua_Tiradentes Rua_Rio_de_Janeiro
Rua_Minas_Gerais Rua_São_Francisco Rua_Santa_Maria Rua_Rui_Barbosa Rua_Duque_de_Caxias Rua_Bahia Rua_Paraná Rua_Amazonas
Rua_São_Pedro Rua_Sete_de_Setembro Rua_Quinze_de_Novembro Rua_Castro_Alves Rua_Espírito_Santo Rua_Bela_Vista Rua_Santa_Rita
Rua_São_Sebastião Rua_Pernambuco Rua_Goiás Rua_Ceará Rua_Mato_Grosso Rua_Marechal_Deodoro Rua_Floriano_Peixoto
Avenida_Getúlio_Vargas Rua_Dom_Pedro_I Rua_Dom_Pedro_II Rua_Princesa_Isabel Rua_Santa_Luzia Rua_Santa_Terezinha
Rua_Nossa_Senhora_Aparecida Rua_Boa_Vista Rua_Primavera Rua_das_Flores Rua_da_Paz Rua_Treze_de_Maio Rua_Barão_do_Rio_Branco
Rua_José_Bonifácio Rua_Benjamin_Constant Rua_Santos_Dumont Avenida_Santos_Dumont Rua_Marechal_Rondon Rua_Olavo_Bilac
Rua_Machado_de_Assis Rua_Monteiro_Lobato Rua_Gonçalves_Dias Rua_Casemiro_de_Abreu Rua_Euclides_da_Cunha Rua_Joaquim_Nabuco
Rua_José_de_Alencar Rua_Cruz_e_Sousa Rua_Carlos_Gomes Rua_Dom_Bosco Rua_Padre_Anchieta Rua_Sergipe Rua_Alagoas Rua_Piauí
Rua_Maranhão Rua_Pará Rua_Rio_Grande_do_Sul Rua_Rio_Grande_do_Norte Rua_Paraíba Rua_Acre Rua_Roraima Rua_Rondônia
Rua_Brasília Rua_Fortaleza Rua_Curitiba Rua_Porto_Alegre Rua_Recife Rua_Salvador Rua_Belo_Horizonte Rua_Manaus Rua_Vitória
Rua_Guanabara Rua_Tocantins Rua_Tupi Rua_Guarani Rua_Tamoios Rua_Tupinambás Rua_Aimorés Rua_Ipiranga Rua_Independência
Rua_da_República Rua_Liberdade Rua_Esperança Rua_Progresso Rua_União Rua_Alegria Rua_Aurora Rua_Bom_Jesus Rua_Santa_Cruz
Rua_Santana Rua_Santa_Bárbara Rua_Santa_Helena Rua_Santa_Clara Rua_São_Jorge Rua_São_Luiz Rua_São_Vicente Rua_São_Miguel
Rua_São_Benedito Rua_São_Geraldo Rua_São_Cristóvão Rua_São_Lucas Rua_São_Mateus Rua_São_Bento Rua_Nossa_Senhora_de_Fátima
Rua_das_Palmeiras Rua_dos_Ipês Rua_das_Acácias Rua_das_Orquídeas Rua_das_Violetas Rua_das_Rosas Rua_dos_Lírios
Rua_das_Hortênsias Rua_das_Margaridas Rua_dos_Pinheiros Rua_dos_Jacarandás Rua_das_Laranjeiras Rua_do_Comércio Rua_da_Matriz
Rua_da_Saudade Rua_do_Sol Rua_da_Praia Rua_Direita Rua_Nova Rua_Coronel_João_Pessoa Rua_General_Osório Rua_General_Câmara
Rua_Almirante_Barroso Rua_Almirante_Tamandaré Rua_Visconde_de_Mauá Rua_Visconde_do_Rio_Branco Rua_Visconde_de_Ouro_Preto
Rua_Conde_de_Porto_Alegre Rua_Marquês_de_Olinda Rua_Marquês_do_Herval Rua_Voluntários_da_Pátria Rua_Campos_Sales
Rua_Prudente_de_Morais Rua_Rodrigues_Alves Rua_Afonso_Pena Avenida_Afonso_Pena Avenida_Presidente_Vargas
Avenida_Presidente_Kennedy Avenida_Juscelino_Kubitschek Avenida_Marechal_Castelo_Branco Avenida_Rio_Branco
Avenida_Independência Avenida_Tancredo_Neves Avenida_das_Nações Avenida_Ayrton_Senna Avenida_São_João Avenida_Central
Avenida_Paulista Avenida_Beira_Rio Avenida_Santa_Catarina Avenida_São_Paulo Avenida_Goiás Avenida_Amazonas Avenida_Paraná
Avenida_dos_Estados Avenida_dos_Trabalhadores Avenida_Industrial Avenida_do_Contorno Avenida_Dom_Pedro_II
Avenida_Governador_Valadares Avenida_Brigadeiro_Faria_Lima Avenida_Nossa_Senhora_de_Fátima Avenida_Sete_de_Setembro
Travessa_São_José Travessa_Santo_Antônio Travessa_da_Paz Travessa_São_João Travessa_Santa_Maria Travessa_Boa_Vista
Travessa_Tiradentes Travessa_das_Flores Alameda_das_Palmeiras Alameda_dos_Ipês Alameda_Santos Praça_da_Matriz
Praça_da_República Praça_Tiradentes Praça_Rui_Barbosa Praça_Quinze_de_Novembro Praça_da_Bandeira Praça_São_José
"""
