"""Companies and job titles of Brazil, written by hand.

Company roots are invented: a head and a tail each; what is or sounds like a known brand, firm, place or word is left out (NOT_THESE).
Titles are worded without gender (`Diretoria Comercial`, `Gerente de Compras`), since a title fits any person.
"""

from __future__ import annotations

ROOT_HEADS = """
Aldor Alviv Amarv Arav Baruv Belav Bravan Camur Candal Caruv Cerav Corum Delav Dorav Elmir Estrel Fanor Ferav Galv Garav Girav
Guarin Ibir Itam Jandir Jurum Larav Lumir Marav Merid Mirav Nortav Novar Olivan Orvid Paraz Perol Quintal Rivad Sabal Serav Tamar
Tervan Uirap Valad Verdan Vilar Zelin
"""
ROOT_TAILS = """
ema ira uba anto eta ilia oni ida aro esta ivo ana ura ela ando exa
"""
NOT_THESE = """
Tamarana Tamarite Tamarura Guarinana Valadaro Novarana Estrelite Estrelando Estrelona Estrelaro Estrelana Galvana Galvaro Marilia
Marivo Meridana Meridiana Perolando Perolite Perolaro Perolana Quintalaro Quintalona Serveno Verdana Vilarinho Vilarando Vilarana
Vilarona Vilarite Novarante Camurana Camurona Itamaro Itamira Ibirite Ibiruba Ibirema Ibirando Itamuba Elmirana Paraziba Olivana
Jandira Jandirona Jandiraro Verdanite Novarela Galvexa Amarvela Corumana Corumba Corumbela Lumirana Lumirela Sabalona Sabalito
Valadana Valadona Verdanilia Fanorona Candalona Candalana Caruvana Candalaro Estrelela Estrelura Bravanana Olivanana Tervanana Verdanana Novararo Vilararo Uirapura Maravilia Laravela
Garavida Belavida Corumida Perolida Verdanida Estreleta Perolela Itamana Galvida Novarida Jandirana Jandirela
"""

# text, slug, industry in English, weight
SECTORS = """
Indústria Mecânica|industria-mecanica|Manufacturing|4
Metalúrgica|metalurgica|Manufacturing|6
Usinagem|usinagem|Manufacturing|3
Plásticos|plasticos|Manufacturing|4
Embalagens|embalagens|Manufacturing|4
Máquinas|maquinas|Manufacturing|4
Construtora|construtora|Construction|8
Construções|construcoes|Construction|5
Incorporadora|incorporadora|Construction|3
Materiais de Construção|materiais-de-construcao|Construction|3
Logística|logistica|Logistics|8
Transportes|transportes|Logistics|8
Armazéns Gerais|armazens-gerais|Logistics|2
Comércio|comercio|Retail|5
Móveis|moveis|Retail|4
Supermercados|supermercados|Retail|3
Distribuidora|distribuidora|Wholesale|7
Atacado|atacado|Wholesale|4
Importadora|importadora|Wholesale|2
Sistemas|sistemas|Software|7
Software|software|Software|5
Tecnologia|tecnologia|Software|9
Soluções Digitais|solucoes-digitais|Software|4
Consultoria|consultoria|Consulting|8
Assessoria Empresarial|assessoria-empresarial|Consulting|4
Marketing|marketing|Marketing|4
Propaganda|propaganda|Marketing|3
Contabilidade|contabilidade|Finance|4
Investimentos|investimentos|Finance|4
Seguros|seguros|Insurance|3
Corretora de Seguros|corretora-de-seguros|Insurance|4
Imóveis|imoveis|Real Estate|5
Administradora de Imóveis|administradora-de-imoveis|Real Estate|2
Produtos Médicos|produtos-medicos|Healthcare|3
Clínicas|clinicas|Healthcare|3
Laboratórios|laboratorios|Healthcare|3
Educação|educacao|Education|4
Treinamentos|treinamentos|Education|2
Hotéis|hoteis|Hospitality|2
Restaurantes|restaurantes|Hospitality|3
Alimentos|alimentos|Food|6
Laticínios|laticinios|Food|2
Energia|energia|Energy|4
Energia Solar|energia-solar|Energy|4
Agropecuária|agropecuaria|Agriculture|5
Insumos Agrícolas|insumos-agricolas|Agriculture|3
Comunicação|comunicacao|Media|4
Editora|editora|Media|2
Assessoria Jurídica|assessoria-juridica|Legal|2
Engenharia|engenharia|Engineering|6
Automação|automacao|Engineering|4
Projetos Industriais|projetos-industriais|Engineering|2
Autopeças|autopecas|Automotive|5
Veículos|veiculos|Automotive|4
Confecções|confeccoes|Textiles|4
Têxtil|textil|Textiles|3
Química|quimica|Chemicals|4
Tintas|tintas|Chemicals|2
Turismo|turismo|Travel|3
Viagens|viagens|Travel|2
Telecomunicações|telecomunicacoes|Telecommunications|4
Segurança Patrimonial|seguranca-patrimonial|Security|3
Recursos Humanos|recursos-humanos|Recruitment|4
Design|design|Design|2
Arquitetura e Interiores|arquitetura-e-interiores|Design|2
"""

LEGAL_FORMS = """
Ltda.|690
Ltda. ME|75
Ltda. EPP|40
S.A.|95
S/A|15
EIRELI|45
ME|40
"""

COMPANY_PATTERNS = """
{root} {legal}|110
{root} {sector} {legal}|260
{surname} {sector} {legal}|120
{surname} {legal}|30
{sector} {surname} {legal}|110
{sector} {root} {legal}|90
{surname} & {surname2} {legal}|30
{surname} & {surname2} {sector} {legal}|40
{surname} e {surname2} Ltda.|12
{surname} & Filhos {legal}|18
{surname} e Filhos Ltda.|12
{surname} & Irmãos Ltda.|8
Irmãos {surname} {legal}|24
Irmãos {surname} {sector} {legal}|12
{surname} & Cia. Ltda.|16
{root} & Cia. Ltda.|6
{surname} Associados|8
{surname} & {surname2} Associados|10
Grupo {root}|14
Grupo {surname}|8
Grupo {root} {sector} S.A.|8
{root} do Brasil {legal}|16
{root} Brasil {sector} {legal}|14
{root} {sector} do Brasil Ltda.|8
{root} Participações S.A.|10
{surname} Participações Ltda.|6
{root} Empreendimentos Ltda.|8
{root} Serviços {legal}|12
{root} Soluções {legal}|14
{root} Comércio e Serviços Ltda.|12
{surname} Comércio e Serviços {legal}|8
Companhia {root} S.A.|3
Organizações {surname} Ltda.|4
{root} {sector} {city} Ltda.|10
{sector} {surname} de {city} Ltda.|4
Nova {root} {sector} {legal}|6
{root} Holding S.A.|4
"""

# title, seniority, department, weight
TITLES = """
CEO|executive|general|14
Presidência|executive|general|3
Vice-Presidência Executiva|executive|general|2
Diretoria Geral|executive|general|12
Diretoria Executiva|executive|general|10
Founder & CEO|executive|general|12
Co-Founder|executive|general|7
Titular da Empresa|executive|general|16
Representante Legal|executive|general|8
Conselho de Administração|executive|general|2
CFO|executive|finance|7
Diretoria Financeira|executive|finance|12
COO|executive|operations|4
Diretoria de Operações|executive|operations|10
Diretoria Industrial|executive|operations|6
CTO|executive|technology|8
CIO|executive|technology|5
Diretoria de Tecnologia|executive|technology|7
CMO|executive|marketing|3
Diretoria de Marketing|executive|marketing|5
Diretoria Comercial|executive|sales|14
Diretoria de Recursos Humanos|executive|people|5
Diretoria Jurídica|executive|legal|3
Diretoria de Suprimentos|executive|purchasing|3
Superintendente Comercial|head|sales|4
Gerente Geral|head|general|16
Gerente Nacional de Vendas|head|sales|10
Gerente Regional de Vendas|head|sales|12
Head de Vendas|head|sales|7
Head de Marketing|head|marketing|7
Gerente Sênior de Marketing|head|marketing|5
Gerente de Controladoria|head|finance|8
Superintendente de Finanças|head|finance|3
Head de Compras|head|purchasing|4
Gerente Nacional de Suprimentos|head|purchasing|7
Gerente Industrial|head|operations|10
Gerente de Filial|head|operations|10
Gerente de Planta|head|operations|6
Head de Operações|head|operations|6
Head de Tecnologia|head|technology|7
Gerente Sênior de TI|head|technology|8
Gerente de Segurança da Informação|head|technology|4
Head de Gente e Gestão|head|people|5
Gerente Nacional de Recursos Humanos|head|people|6
Gerente de Assuntos Jurídicos|head|legal|4
Gerente Comercial|manager|sales|34
Gerente de Vendas|manager|sales|26
Gerente de Contas|manager|sales|18
Gerente de Contas-Chave|manager|sales|9
Gerente de Novos Negócios|manager|sales|12
Supervisão de Vendas|manager|sales|14
Coordenação Comercial|manager|sales|12
Gerente de Marketing|manager|marketing|20
Gerente de Produto|manager|marketing|12
Coordenação de Marketing|manager|marketing|14
Gerente de Trade Marketing|manager|marketing|5
Gerente de Finanças|manager|finance|16
Gerente de Contabilidade|manager|finance|9
Coordenação Financeira|manager|finance|12
Coordenação de Custos|manager|finance|4
Gerente de Compras|manager|purchasing|22
Gerente de Suprimentos|manager|purchasing|12
Coordenação de Compras|manager|purchasing|12
Gerente de Operações|manager|operations|18
Gerente de Logística|manager|operations|16
Gerente de Produção|manager|operations|14
Gerente de Projetos|manager|operations|14
Gerente de Qualidade|manager|operations|9
Gerente de Manutenção|manager|operations|8
Coordenação de Logística|manager|operations|11
Coordenação de Atendimento|manager|operations|8
Gerente de TI|manager|technology|18
Coordenação de TI|manager|technology|14
Coordenação de Infraestrutura|manager|technology|6
Product Owner|manager|technology|6
Gerente de Recursos Humanos|manager|people|14
Coordenação de Recursos Humanos|manager|people|11
HR Business Partner|manager|people|5
Coordenação Jurídica|manager|legal|4
Gerente de Compliance|manager|legal|3
Assistente da Diretoria|specialist|general|12
Assistente Comercial|specialist|sales|16
Analista Comercial|specialist|sales|18
Representante Comercial|specialist|sales|16
Analista de Inteligência de Mercado|specialist|marketing|5
Analista de Marketing|specialist|marketing|18
Analista de Mídias Digitais|specialist|marketing|8
Analista de Contas a Pagar|specialist|finance|9
Analista de Controladoria|specialist|finance|8
Analista Fiscal|specialist|finance|8
Assistente de Contabilidade|specialist|finance|9
Analista de Compras|specialist|purchasing|18
Assistente de Compras|specialist|purchasing|14
Analista de Suprimentos|specialist|purchasing|9
Analista de Logística|specialist|operations|12
Analista de Planejamento e Controle de Produção|specialist|operations|7
Analista de Qualidade|specialist|operations|8
Analista de Processos|specialist|operations|6
Analista de Sistemas|specialist|technology|14
Analista de Suporte|specialist|technology|11
Analista de Infraestrutura|specialist|technology|6
Especialista em Dados|specialist|technology|4
Analista de Recursos Humanos|specialist|people|11
Analista de Departamento Pessoal|specialist|people|7
Analista de Contratos|specialist|legal|4
Analista de Assuntos Jurídicos|specialist|legal|2
"""
