"""Names of the United Kingdom written by hand from public facts, most usual first within each list.

The English pool is built on the lists of Faker (surnames with their share of the people); here stands what Faker lacks. Surnames
that only one sex bears (Kaur, Begum, Bibi, Polish ones in -ski and -ska) are left out. `_` stands for a blank.
"""

from __future__ import annotations

# surnames of Faker that belong to another pool, or to one sex only
FAKER_OTHER = """
Iqbal Khan Akhtar Hussain Chan Patel Ahmed Ali Mahmood Kaur Bibi Mistry Miah Rahman Gill Mann Wong Shah Begum Singh Law
MacDonald Macdonald Fraser Sinclair McLean McKenzie Cameron Duncan Ferguson
Murphy Kelly Walsh O'Brien O'Connor Ryan Byrne Gallagher Doyle McCarthy Quinn Brennan Doherty O'Sullivan Duffy Flynn Lynch
Donnelly Nolan Burke O'Neill O'Donnell Kennedy Daly Farrell Connolly Carroll Fitzgerald Moran Boyle
Jones Williams Davies Evans Thomas Roberts Lewis Hughes Morgan Griffiths Edwards Rees Lloyd Owen Jenkins Howells Pritchard Pugh
Bevan Parry Humphreys Bowen Vaughan Owens Howell
"""
# the shares that Welsh and Irish surnames keep among the English
SHARED = "Jones Williams Davies Evans Thomas Roberts Lewis Hughes Morgan Edwards Murphy Kelly Walsh Ryan Kennedy Lloyd Owen Jenkins"
# of Faker's first names: given to few who are of working age today, or to another pool
FIRST_LEFT_OUT = """
Joan June Irene Dorothy Joyce Sylvia Rita Marion Marian Norman Clifford Albert Stanley Leonard Maurice Bernard Arthur Leslie
Mohammed Mohammad Mohamed Abdul
"""
# of Faker's first names: borne by more people above sixty than below
OLDER = """
Linda Margaret Christine Patricia Janet Carol Mary Anne Ann Barbara Sandra Pauline Lesley Pamela Valerie Jean Kathleen Maureen Judith
Sheila Lynn Lynne Shirley Rosemary Carole Marilyn Brenda Eileen Hilary Frances Geraldine Lynda Keith Brian Kenneth Raymond Terence
Geoffrey Malcolm Trevor Derek Roger Ronald Clive Roy Gordon Dennis Gerald Francis Frank Barry Denis Douglas Donald Colin Graham Nigel
Howard Eric Frederick Hugh Bruce Glenn Victor
"""
ENGLISH_FEMALE = """
Nichola Kirstie Sophia Isabelle Eve Alicia Tanya Kerrie Rosalind Penelope Philippa Imogen Eloise Felicity Beatrice
Florence Phoebe Daisy Poppy Libby Mia Isabel Matilda Martha Nina Claudia Antonia Annabel Tamsin Tara Tamara Toni Tessa Tracie
Vicky Vivien Yasmin Zara Adele Alexis Alana Alexa Anita Annie April Ashley Bryony Candice Carla Celia Charlie Chantelle Cheryl
Christina Christine Coral Corinne Daniella Deanna Debbie Demi Dominique Ebony Eleanor Elisha
Ella Elise Eliza Erica Erin Esther Evie Faith Faye Fern Freya Gaynor Georgie Gina Gwen Heidi Helena Hope India
Ingrid Isabella Ivy Jackie Jacqui Jan Janette Janine Jeanette Jessie Jo Jodi Jolene Joy Juliet Juliette Justine Karin
Karina Kathy Kayley Keeley Kelsey Kendra Kimberly Kirsten Lara Laurie Layla Lena Lily Linzi Lindsay Lois Lola Lorna
Luisa Lucinda Lynsey Madeleine Madison Maggie Maisie Marcia Marianne Maxine Meg Mel Mercedes Millie Miranda Mollie Morgan
Nadine Natalia Nell Nia Nora Pam Pat Pippa Polly Rebekah Robyn Rochelle Rosa Rose Rosanna Roxanne Ruby Sadie Sandy
Sasha Saskia Scarlett Selina Serena Shelley Sheryl Sinead Skye Sonia Sonya Stella Sue Summer Susannah Susie Suzie
Tabitha Tania Tasha Taylor Terri Thea Theresa Tiffany Tilly Una Verity Vera Violet Willow Yvette
"""
ENGLISH_MALE = """
Nick Matt Dan Dave Steve Mike Chris Rob Andy Phil Jon Will Ed Greg Tim Pete Jim Ray Ron Ken Stephan Gareth Harvey Theo
Oscar Archie Freddie Finlay Isaac Ethan Noah Logan Tyler Jayden Mason Zachary Sebastian Dominic Hugo Felix Rupert Giles Piers
Miles Quentin Alistair Alastair Angus Fraser Barnaby Benedict Brendan Bryn Caleb Calum Carlton Cedric
Chad Chester Clark Clinton Cody Corey Curtis Damon Darrell Darryl Daryl Denzil Desmond Dexter Digby Dorian
Drew Dwayne Edmund Elijah Elvis Emmanuel Errol Evan Ewan Fabian Fergus Finn Floyd Gabriel Gerrard Gideon Gilbert Godfrey
Grant Harrison Hayden Herbert Ivan Ivor Jackson Jared Jarvis Jed Jeff
Jenson Jermaine Jerome Jerry Jesse Jimmy Johnny Jonty Kane Keiran Kelvin Kenny Kent Kerry Kirk Kris Kristian Kurt
Lance Laurence Laurie Lawson Leo Lester Levi Lloyd Lorcan Luca Lucas Luther Lyndon Magnus Marcel Marlon Marvin Maxwell Mick
Miguel Monty Morgan Murray Myles Nat Nathaniel Ned Nicky Noel Ollie Orlando Perry Percy Randall Ralph Raphael
Rex Reuben Ricardo Rick Riley Robbie Rodney Rohan Roland Rory Rowan Royston Rufus Ruairi Seb Seth Sidney Spencer
Stefan Steffan Struan Taylor Ted Terrance Terrence Timmy Todd Travis Tristan Troy Ty Tyrone Vaughan Vernon Vince Wesley Wilfred
Winston Zac Zak
"""
ENGLISH_LAST = """
Abbey Ackroyd Adcock Addison Aldridge Allsopp Ambrose Amos Appleby Appleton Archibald Armitage Arrowsmith Ashby Ashcroft Ashworth
Askew Astley Aston Atherton Attwood Audley Avery Bagshaw Bainbridge Bamford Bannister Barclay Barraclough Barron
Bassett Batty Baylis Beardsley Beaumont Beckett Beech Bellamy Bennison Beswick Bickerton Billington Bingham Birkett Blackwell
Blackmore Blakemore Bloomfield Blundell Blythe Boardman Boothroyd Bostock Bottomley Boulton Bourne Bowden Bowers Bowker Bowler
Bowles Boyce Bracewell Bradbury Braithwaite Bramley Brearley Brewer Bridge Bridges Brierley Bright Britton Broadbent
Broadhurst Bromley Brook Broughton Buckingham Bullock Bunting Burgin Burnett Burrell Burt Butterfield Butterworth Bywater Cairns
Calvert Cannon Carrington Carver Catterall Chappell Charlesworth Cheetham Childs Christie Church Churchill Clegg
Clement Clifford Clough Collett Collinson Compton Conner Constable Coombes Cope Copeland Corbett Cornish Cotton Cottrell
Coulson Court Coward Cowan Cowley Crabtree Craven Cresswell Crompton Crook Crossley Crowther Croft Cullen Cunliffe Currie Dalton
Darby Denham Denton Derbyshire Dewhurst Dickens Dickson Dodds Donaldson Dowling Downes Downing Drake Draper Drew Duckworth Dudley
Durham Dutton Eastwood Eaton Eccles Edge Elliot Ellison Emery Emmerson Entwistle Everett Eyre Fairhurst Farrow Fawcett Fenton Fern
Fielding Firth Fitton Flanagan Fleetwood Foley Foreman Forrest Forsyth Fowell Frith Furness Galloway Gale Gamble
Garland Garrett Gascoigne Gaskell Gee Gladwin Gledhill Goodall Goodman Gorman Gorton Grainger Greaves Greenhalgh Greenway Grice
Grimshaw Grundy Guest Gunn Guy Hackett Haigh Hallam Halliday Halliwell Hampson Handley Hardman Hardwick Harker Harland Harrop
Haslam Hatton Hawley Haworth Hayden Haywood Heaton Hemmings Henshaw Heywood Hibbert Hickman Higson Hinchliffe Hind
Hirst Hobson Hodges Hodgkinson Hogg Holding Hollis Hollingworth Holroyd Honeyman Hoole Horner Horrocks Horsfall Hough Houlihan
Hoyle Huddleston Hulme Hume Ibbotson Illingworth Ingham Inman Ireland Irving Isherwood Jagger Jarman Jeffery Jessop Jewell Jobson
Johns Judd Kaye Kearney Keeling Keen Kellett Kendall Kenyon Kershaw Kettle Kilburn Kinsella Kitchen Lacey Laing Lancaster Langley
Latham Laycock Lea Ledger Leadbetter Lester Lever Lightfoot Lister Livesey Lockwood Lomas Longden Lovell
Lund Machin Maddocks Makin Mallinson Marlow Marples Marriott Maskell Massey Mather Maynard Meadows Medcalf Mercer Merritt
Metcalf Milburn Milner Minshull Moorhouse Morrell Mortimer Mottram Mulholland Musgrave Naden Needham Nettleton Neville Newell
Newbold Nightingale Noon Northcott Nuttall Oakes Oakley Ogden Oldfield Oldham Ollerenshaw Ormerod Orton Osborn Outhwaite Padgett
Paget Pallister Parr Partington Patchett Paxton Peel Pemberton Penny Petty Philpott Pilkington Pinder Platt Plant Plummer
Pointer Poulter Povey Prescott Priestley Prince Proctor Purcell Quick Radcliffe Raine Ramsden Ramsey Ratcliffe Rawlings Rawson
Redfern Redmond Renshaw Riddell Ridley Rigby Rimmer Ripley Rishworth Robins Rothwell Rowland Rowlands Royle Rudd Rushworth
Rutherford Ryder Salter Sampson Sandford Sargent Saville Sayer Scholes Seddon Senior Shackleton Sherwood Shipley Skelton
Slack Sleight Smalley Smedley Smithson Snowden Southern Sowden Speight Spooner Squires Stacey Stafford Standish Stansfield
Starkey Stead Stelling Stubbs Sugden Sumner Sunderland Sutcliffe Swain Swann Tanner Tattersall Teale Tetlow Thackray Thomason
Thornley Threlfall Timms Tindall Topham Townend Tranter Trotter Tuck Twigg Tyson Unsworth Unwin Varley Vickers Waddington
Wainwright Wakefield Walmsley Wardle Waring Warburton Waterhouse Waterman Watmough Weaver Westwood Wharton Wheatley
Whitaker Whitfield Whitworth Widdowson Wilcox Wilde Wilding Wilds Wilks Winder Winstanley Winterbottom Wolstenholme Woodhead
Woodhouse Woolley Wooldridge Worrall Worsley Worthington Wragg Yardley Yeomans
"""
SCOTTISH_FEMALE = """
Fiona Laura Claire Nicola Karen Susan Lynn Kirsty Gillian Jennifer Emma Sarah Lisa Michelle Lauren Amy Pamela Catriona Eilidh
Mhairi Morag Shona Isla Ailsa Heather Catherine Margaret Kirsteen Elaine Lynsey Lesley Aileen Rhona Moira Senga Iona Kirstin
Caitlin Rachel Rebecca Louise Jacqueline Angela Fionna Jill Megan Katie Natalie Leanne Ashley
"""
SCOTTISH_MALE = """
David James Andrew Scott Craig Stuart Ross Alan Graeme Gordon Iain Euan Ewan Callum Calum Fraser Cameron Gregor Duncan Angus
Hamish Alasdair Alistair Kenneth Donald Malcolm Neil Ian Colin Robert William John Steven Mark Paul Kevin Ryan Jamie Lewis Finlay
Rory Struan Murdo Archie Douglas Bruce Keith Brian Grant Greig
"""
SCOTTISH_LAST = """
Smith Brown Wilson Campbell Stewart Robertson Thomson Anderson MacDonald Scott Reid Murray Clark Taylor Ross Watson Morrison
Paterson Young Mitchell Walker Fraser Miller McDonald Gray Henderson Hamilton Johnston Duncan Graham Ferguson Kerr Davidson Bell
Cameron Kelly Martin Hunter Allan Mackenzie Grant Simpson Black MacLeod Wallace McLean Kennedy Russell Gibson Marshall Gordon
Burns Stevenson Milne Craig McMillan Sinclair Muir Sutherland Munro Ritchie McKenzie Rennie Crawford Docherty MacKay McIntosh
Cunningham Aitken Kidd Bruce Dunlop Lindsay Baird McGregor MacKinnon Drummond Buchanan McPherson Boyd Forbes Irvine Barclay
Cowan Moffat Lamont McKay McArthur Galbraith Farquhar Gillespie Imrie Laidlaw Lennox MacIver MacNeil Menzies Napier Nairn Ogilvie
Petrie Pirie Rankine Shearer Spence Strachan Tait Urquhart Weir Wylie
"""
WELSH_FEMALE = """
Sian Rhian Catrin Bethan Carys Ceri Cerys Nia Rhiannon Angharad Megan Lowri Ffion Elin Eleri Mair Menna Non Delyth Gwen Gwenllian
Heledd Llinos Mared Manon Nerys Olwen Sioned Tegan Anwen Cari Efa Emma Sarah Claire Rachel Laura Rebecca Nicola Lisa Hannah Alys
"""
WELSH_MALE = """
Gareth Rhys Huw Dafydd Owain Ieuan Geraint Aled Alun Bryn Dylan Emyr Gethin Glyn Gwyn Hywel Iwan Llyr Osian Rhodri Steffan Tomos
Trefor Wyn David Mark Andrew Paul Richard Stephen Christopher Daniel James Matthew Ioan Ifan Evan Gruffydd Elis Morgan Iestyn
"""
WELSH_LAST = """
Jones Williams Davies Evans Thomas Roberts Lewis Hughes Morgan Griffiths Edwards Owen James Rees Jenkins Price Morris Richards
Lloyd Phillips Parry Davis Powell John Harris Howells Watkins Rowlands Pritchard Ellis Bowen Humphreys Pugh Bevan Llewellyn
Hopkins Prosser Probert Vaughan Pryce Rosser Gwilym Treharne Meredith Mathias Beynon Cadwallader Charles David Ellis
Francis George Harries Hopkin Isaac Jarman Lodwick Maddock Nicholas Penry Philpin Rhydderch Tudor Walters Wynne
"""
IRISH_FEMALE = """
Siobhan Sinead Aoife Niamh Ciara Roisin Orla Deirdre Grainne Maeve Caoimhe Clodagh Aisling Sorcha Mary Margaret Bernadette Bridget
Catherine Eileen Noreen Breda Una Nuala Oonagh Geraldine Fionnuala Majella Sarah Emma Claire Michelle Karen Louise Fiona Laura
"""
IRISH_MALE = """
Patrick Sean Ciaran Conor Declan Liam Eoin Brendan Kieran Aidan Cormac Niall Padraig Eamonn Dermot Diarmuid Fergal Gerard Kevin
Seamus Brian Michael John Martin Thomas Daniel Donal Cathal Colm Oisin Ronan Ruairi Shane Barry Finbarr Owen Rory Paul Mark David
"""
IRISH_LAST = """
Murphy Kelly O'Sullivan Walsh Smith O'Brien Byrne Ryan O'Connor O'Neill O'Reilly Doyle McCarthy Gallagher Doherty Kennedy Lynch
Murray Quinn Moore McLaughlin O'Carroll Connolly Daly O'Connell Wilson Dunne Brennan Burke Collins Campbell Clarke Johnston Hughes
O'Farrell Fitzgerald Brown Martin Maguire Nolan Flynn Thompson O'Callaghan O'Donnell Duffy Mahoney Boyle Healy O'Shea White
Sweeney Hayes Kavanagh Power McGrath Moran Brady Casey Foley McMahon Fitzpatrick Keane Cullen Higgins McDonnell Donnelly Kenny
Regan Kane Devlin McCann McKeown Magee Mallon Rafferty Toner Scullion McAteer McErlean Heaney Hegarty Mulgrew Loughran Quigley
"""
PAKISTANI_FEMALE = """
Aisha Fatima Saima Nadia Sadia Shazia Zainab Maryam Ayesha Rukhsana Samina Sana Farah Noreen Nasreen Saira Hina Amina Khadija
Sumaira Asma Rabia Shabana Farzana Nazia Uzma Tahira Iram Naila Bushra Mehwish Sobia Zara Zahra Kiran Humaira Shahida Shaheen
Yasmin Safia Parveen Robina Tasleem Halima Hafsa Nabila Rizwana Samia Shaista Sidra Sofia Tayyaba
"""
PAKISTANI_MALE = """
Muhammad Mohammed Imran Asif Ali Usman Tariq Adeel Bilal Kamran Omar Hassan Shahid Nadeem Zahid Amir Faisal Khalid Abdul Javed
Hamza Waqas Ahmed Sajid Rashid Naveed Yasir Arshad Haroon Ibrahim Iqbal Junaid Kashif Majid Nasir Qasim Rizwan Saeed Salman Shoaib
Sohail Tahir Umar Wasim Yusuf Zain Zeeshan Adnan Aqeel Atif Babar Ejaz Farhan Ghulam Hamid Idris Ishaq Ismail Mansoor Mushtaq
"""
PAKISTANI_LAST = """
Khan Hussain Ahmed Ali Akhtar Mahmood Iqbal Malik Shah Mohammed Mirza Hussein Rashid Qureshi Sheikh Chaudhry Raja Rafiq
Aslam Anwar Ashraf Aziz Bashir Latif Javed Shafiq Riaz Sadiq Saleem Yousaf Zaman Nawaz Rehman Siddiqui Ansari Bhatti Dar Farooq
Hanif Haq Hamid Jamil Karim Majid Mir Mughal Munir Nazir Parvez Rauf Saeed Sharif Tariq Waheed Younis Zafar Abbasi
"""
BANGLADESHI_FEMALE = """
Nasima Rahima Shahana Sultana Jannat Fahmida Rehana Taslima Nazma Rukshana Salma Farhana Tahmina Shamima Aisha Sabina Fatema Halima
Hasina Momena Nargis Nusrat Rumana Sharmin Sadia Shirin Zakia Ayesha Tanzina Mahbuba
"""
BANGLADESHI_MALE = """
Mohammed Abdul Shah Syed Rafiq Kamal Jamal Abdur Faruk Habibur Anwar Shafiq Rashid Salim Tariq Monir Jubair Mizan Nazrul Nurul
Rezaul Saiful Shahin Sohel Tanvir Ashraf Delwar Enam Iqbal Mahbub Masud Mustafa
"""
BANGLADESHI_LAST = """
Miah Ali Ahmed Rahman Uddin Islam Choudhury Hussain Hoque Haque Alam Khan Hossain Chowdhury Karim Mia Ullah Kabir Malik Sarkar
Siddique Talukder Bhuiyan Mahmud Akther Chaudhury Quddus Rashid Salam
"""
INDIAN_FEMALE = """
Priya Anita Neha Pooja Deepa Nisha Sunita Meera Hina Jyoti Kavita Sonal Reena Rupal Bhavini Hetal Jaya Kajal Komal Dipti Daksha
Bharti Alpa Anjali Bina Falguni Geeta Heena Ila Kalpana Lata Mina Minal Nikita Nita Pallavi Payal Poonam Pratibha Purvi Radhika
Rekha Riya Sangita Seema Sejal Shilpa Shreya Smita Sneha Swati Trupti Urvashi Vaishali Varsha
"""
INDIAN_MALE = """
Sanjay Rajesh Amit Anil Vijay Rahul Nikhil Dipesh Hitesh Ketan Jay Bhavesh Kalpesh Mahesh Mitesh Nilesh Paresh Pritesh Raj Rakesh
Ramesh Ravi Sandeep Suresh Vikas Vishal Anand Ajay Arun Ashok Chirag Darshan Deepak Dinesh Girish Harish Jayesh Jignesh Kamal
Kishan Kunal Mukesh Naresh Neil Parth Piyush Pradeep Prakash Rishi Rohan Samir Sunil Tushar Umesh Vinod Viral Yogesh
"""
INDIAN_LAST = """
Patel Shah Sharma Mistry Kumar Desai Joshi Mehta Parmar Solanki Chauhan Gupta Rao Nair Reddy Thakrar Amin Bhatt Dave Gohil Kapoor
Khanna Kotecha Lad Lakhani Malhotra Mehra Menon Modi Morjaria Naik Pancholi Pandya Parekh Popat Raval Ruparelia Sachdev Sethi
Shukla Sodha Soni Suchak Tailor Thakkar Trivedi Vaghela Varsani Verma Vora Iyer Banerjee Das Chatterjee Pillai Krishnan Tank
Vekaria Hirani Halai Chopra Arora Anand Bhatia Agarwal Jain Fernandes D'Souza Pereira Thomas Varghese Mathew Philip
"""
SIKH_FEMALE = """
Manjit Harpreet Jaspreet Amandeep Gurpreet Sukhdeep Simran Kuldip Navdeep Parminder Rajinder Ravinder Sandeep Kiran Baljit Balbir
Daljit Gurinder Harjit Jasvinder Kulwinder Mandeep Manpreet Narinder Paramjit Ranjit Rupinder Satinder Surinder Tejinder Jasmin
Kamaljit Kirandeep Inderjit Pardeep
"""
SIKH_MALE = """
Gurpreet Harpreet Jaspal Amarjit Balraj Manjit Sukhdev Jagdeep Kuldeep Surjit Ranjit Harjit Baljinder Amandeep Gurdeep Hardeep
Inderjit Jaswinder Jatinder Karan Kulwant Mandeep Manpreet Navjot Onkar Parmjit Rajvinder Sandeep Satnam Sukhjit Sunny Tejinder
Arjan Bhupinder Davinder Gurmit
"""
SIKH_LAST = """
Singh Gill Sandhu Dhillon Sidhu Bains Grewal Johal Dhaliwal Sahota Rai Mann Uppal Basra Atwal Sohal Virk Purewal Hayer Cheema Aujla
Deol Bhogal Sangha Kang Nijjar Randhawa Samra Sekhon Thandi Bassi Chahal Heer Hothi Khangura Lally Matharu Mangat Panesar Rehal
Sagoo Sembhi Shergill Takhar Toor Bhamra Chana Flora Jandu Jutla
"""
AFRICAN_FEMALE = """
Grace Funmilayo Folake Ngozi Chioma Blessing Abena Ama Akosua Yetunde Adaeze Ifeoma Esther Mercy Comfort Patience Temitope Bukola
Chidinma Efua Adwoa Fatou Isatu Mariama Thandiwe Tendai Rudo Chipo Nyasha Amina Hodan Fadumo Hamdi Wanjiru Achieng Sade Tola Zainab
"""
AFRICAN_MALE = """
Emmanuel Samuel Daniel David Kwame Kofi Kwabena Tunde Segun Femi Ade Chidi Emeka Ikenna Obinna Babatunde Olu Kunle Kojo Yaw Kwaku
Joseph Michael Tafadzwa Tinashe Farai Tendai Abdi Mohamed Ibrahim Mahad Ousman Lamin Sorie Alhaji Otieno Mwangi Nnamdi Uche Wale
"""
AFRICAN_LAST = """
Mensah Owusu Boateng Okafor Adeyemi Asante Osei Okonkwo Eze Adebayo Appiah Agyemang Amoah Addo Antwi Opoku Ofori Acheampong Adjei
Ajayi Akande Alabi Balogun Okeke Obi Nwosu Ogunleye Oladipo Olawale Oyelaran Afolabi Adewale Bello Danso Darko Frimpong Gyamfi
Kamara Sesay Koroma Bangura Conteh Moyo Ncube Ndlovu Sibanda Dube Chikwanha Mohamed Abdi Hassan Farah Warsame Osman Omar Yusuf
Kamau Njoroge Otieno Odhiambo Phiri Banda Mutasa
"""
CARIBBEAN_FEMALE = """
Marcia Yvonne Sharon Sonia Beverley Jacqueline Michelle Natalie Nicole Simone Chantelle Denise Paulette Claudette Marva Lorna Donna
Tanya Alicia Shanice Jade Leanne Keisha Latoya Monique Tamika Ebony Naomi Rochelle
"""
CARIBBEAN_MALE = """
Marlon Delroy Leroy Winston Errol Trevor Carlton Clive Everton Dwayne Jermaine Tyrone Andre Darren Curtis Wayne Michael Anthony
Marcus Nathan Jerome Leon Desmond Neville Glenroy Rohan Aaron Kieron Reece Jordan
"""
CARIBBEAN_LAST = """
Campbell Brown Williams Clarke Thompson Gordon Francis Henry Joseph Charles Grant Lewis Morgan Reid Bailey Johnson Edwards James
Simpson Wright Walker Douglas Mclean Gayle Blake Barrett Samuels Daley Pinnock Powell Bryan Dixon Hylton Lawrence Noel Pierre
Baptiste Alexander St_Louis Facey Forrester Nembhard Wray
"""
POLISH_FEMALE = """
Anna Katarzyna Agnieszka Magdalena Monika Joanna Ewa Aleksandra Karolina Justyna Malgorzata Natalia Paulina Beata Dorota Iwona
Sylwia Marta Kinga Weronika Izabela Renata Edyta Patrycja Aneta Kamila Barbara Zuzanna Wioletta Milena Dominika Emilia Gabriela
"""
POLISH_MALE = """
Piotr Tomasz Marcin Pawel Krzysztof Michal Lukasz Adam Rafal Grzegorz Jakub Mateusz Kamil Dariusz Mariusz Robert Wojciech Artur
Maciej Sebastian Jaroslaw Przemyslaw Slawomir Damian Dawid Daniel Jacek Bartosz Radoslaw Konrad Marek Andrzej Zbigniew Patryk
"""
POLISH_LAST = """
Nowak Kowalczyk Wojcik Mazur Kaczmarek Krawczyk Wozniak Szymczak Zajac Krol Wieczorek Pawlak Wrobel Duda Dudek Adamczyk Stepien
Jaworek Walczak Sikora Baran Michalak Szewczyk Pietrzak Marciniak Bak Wlodarczyk Kubiak Kolodziej Szulc Mroz Kurek Kozak Gajda
Kania Urban Sobczak Czech Kaczor Bednarz Cieslak Kuchta Filipek Janik Kasprzak Klimek Kosek Lis Madej Majcher
Matusiak Olejnik Pajak Polak Sroka Stasiak Tomczak Wilk Wnuk Zaremba Zieba
"""
EUROPEAN_FEMALE = """
Maria Elena Andreea Ioana Ana Cristina Daniela Mihaela Gabriela Alexandra Laura Giulia Chiara Francesca Sofia Martina Sara Carmen
Lucia Marta Ines Catarina Rita Joana Camille Julie Marie Claire Katja Petra Zuzana Ivana Desislava Gergana Kristina Jurate Ilze
Eszter Katalin Eleni Dimitra
"""
EUROPEAN_MALE = """
Andrei Mihai Alexandru Ionut Cristian Adrian Marian Stefan Marco Andrea Luca Francesco Alessandro Giovanni Carlos Javier Pablo
Miguel Joao Pedro Rui Tiago Nicolas Julien Thomas Lukas Jan Martin Peter Georgi Dimitar Ivan Nikolay Tomas Mantas Janis Gabor
Zoltan Nikos Giorgos Dimitrios
"""
EUROPEAN_LAST = """
Popa Popescu Ionescu Radu Stan Dumitru Stoica Marin Munteanu Constantin Rossi Russo Ferrari Esposito Bianchi Romano Ricci Costa
Silva Santos Ferreira Pereira Oliveira Rodrigues Fernandes Garcia Martinez Lopez Sanchez Perez Gonzalez Martin Bernard Dubois
Laurent Moreau Schmidt Weber Fischer Becker Horvath Nagy Szabo Toth Varga Kiss Costas Georgiou Christou Ioannou Demetriou Nicolaou
Jansen Bakker Visser Nielsen Jensen Hansen Berg Lindberg Kovacs Molnar
"""
CHINESE_FEMALE = """
Mei Wai Ling Ying Grace Jenny Amy Emily Michelle Vivian Susan Yan Siu Suk Winnie Joanne Karen Jessica Christine Helen Fiona Lily Li
Xin Jing Na Min Yuk Hoi Angela Carmen Ivy Joyce
"""
CHINESE_MALE = """
Wai Chi Kin Kevin David Jason Michael Andrew Peter Raymond Alan Tony Kenneth Simon Steven Eric Daniel Jonathan Wei Jun Ming Hao
Chun Man Tim William Vincent Anthony Henry
"""
CHINESE_LAST = """
Wong Chan Li Chen Lee Wang Cheung Ng Lam Leung Liu Zhang Lau Ho Tang Yang Man Cheng Huang Lin Wu Tsang Chow Fung Hui Kwok Law Lai
Ma Mak Poon Siu So Sun Tam Tan To Tse Xu Yau Yeung Yip Yu Yuen Zhao Zhou Zhu Lim Ong Goh
"""
POOLS = [
    ("Scottish", 78, SCOTTISH_FEMALE, SCOTTISH_MALE, SCOTTISH_LAST),
    ("Welsh", 44, WELSH_FEMALE, WELSH_MALE, WELSH_LAST),
    ("Irish", 44, IRISH_FEMALE, IRISH_MALE, IRISH_LAST),
    ("Indian", 24, INDIAN_FEMALE, INDIAN_MALE, INDIAN_LAST),
    ("Pakistani", 24, PAKISTANI_FEMALE, PAKISTANI_MALE, PAKISTANI_LAST),
    ("Continental European", 24, EUROPEAN_FEMALE, EUROPEAN_MALE, EUROPEAN_LAST),
    ("African", 22, AFRICAN_FEMALE, AFRICAN_MALE, AFRICAN_LAST),
    ("Polish", 16, POLISH_FEMALE, POLISH_MALE, POLISH_LAST),
    ("Caribbean", 14, CARIBBEAN_FEMALE, CARIBBEAN_MALE, CARIBBEAN_LAST),
    ("Sikh", 12, SIKH_FEMALE, SIKH_MALE, SIKH_LAST),
    ("Bangladeshi", 9, BANGLADESHI_FEMALE, BANGLADESHI_MALE, BANGLADESHI_LAST),
    ("Chinese", 9, CHINESE_FEMALE, CHINESE_MALE, CHINESE_LAST),
]
ENGLISH_WEIGHT = 680
