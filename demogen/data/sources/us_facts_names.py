"""Names of the United States written by hand from public facts, most usual first within each list.

The general pool and the frequent Hispanic surnames come with weights from Faker; here stands what Faker lacks: which of its
surnames belong to which pool, and the first names and further surnames of the other pools. `_` stands for a blank.
"""

from __future__ import annotations

FAKER_HISPANIC = """
Garcia Rodriguez Martinez Hernandez Lopez Gonzalez Perez Sanchez Ramirez Torres Flores Rivera Gomez Diaz Reyes Cruz Morales
Ortiz Gutierrez Gonzales Ramos Chavez Ruiz Alvarez Mendoza Castillo Vasquez Jimenez Romero Moreno Herrera Medina Fernandez
Castro Aguilar Silva Garza Vargas Guzman Munoz Salazar Mendez Soto Santos Delgado Valdez Pena Rios Sandoval Guerrero Alvarado
Ortega Estrada Contreras Santiago Nunez Maldonado Vega Vazquez Dominguez Padilla Marquez Espinoza Cortez Acosta Luna Navarro
Rojas Figueroa Molina Campos Avila Juarez Duran Miranda Carrillo Mejia Ayala Deleon Leon Robles Salinas Solis Lara Trujillo
Aguirre Pacheco Cervantes Ochoa Cabrera Velasquez Montoya Cardenas Fuentes Colon Serrano Calderon Gallegos Rivas Guerra
Franco Rosales Castaneda Trevino Villarreal Valencia Delacruz Camacho Salas Suarez Ibarra Macias Andrade Mercado Barron
Zamora Orozco Villanueva Santana Valenzuela Barrera Escobar Velez Lozano Rocha Melendez Rangel Mora Arias Galvan Velazquez
Cantu Villa Zuniga Pineda Acevedo Bautista Arroyo Meza Tapia Cisneros Sosa Rosario Rubio Ponce Montes Cordova Arellano Mata
Bonilla Beltran Villegas Davila Zavala Lucero Benitez Huerta Esparza Barajas Cuevas Murillo Duarte Costa
"""
FAKER_ASIAN = """
Nguyen Kim Patel Tran Chen Wong Le Singh Yang Chang Gill Wang Chan Pham Li Lin Khan Liu Wu Huang Lam Ho Huynh Shah Chung Choi
Yu Ali Zhang Vang
"""
# words that read ill as the name of an invented person or firm
LEFT_OUT = "Gay Bush Beard Small Love House Case Bean Moses"

HISPANIC_FEMALE = """
Maria Ana Jessica Jennifer Elizabeth Gabriela Stephanie Claudia Adriana Sandra Diana Veronica Monica Patricia Alejandra Karina
Vanessa Melissa Daniela Rosa Cynthia Laura Carmen Yesenia Guadalupe Andrea Leticia Martha Ashley Michelle Angelica Karla
Brenda Silvia Erika Jasmine Natalie Gloria Leslie Isabel Teresa Mariana Luz Crystal Nancy Wendy Lorena Marisol Cristina Sofia
Norma Valeria Paola Carolina Araceli Alma Yolanda Blanca Elena Marisela Margarita Angela Alicia Fernanda Rocio Esmeralda
Liliana Lucia Julia Esther Evelyn Mayra Beatriz Susana Victoria Maribel Denise Priscilla Irma Juana Sonia Noemi Olga Perla
Samantha Natalia Camila Mercedes Nora Miriam Viviana Marlene Edith Raquel Celia Xiomara Bianca Catalina Ivette Graciela
Lourdes Selena Fabiola Johanna Yadira Rebeca Consuelo Damaris Ariana Jacqueline Maritza Belen Pilar Magdalena Ximena
"""
HISPANIC_MALE = """
Jose Juan Luis Carlos Jesus Daniel David Miguel Jorge Francisco Antonio Manuel Ricardo Alejandro Eduardo Victor Fernando Mario
Javier Roberto Michael Christopher Anthony Angel Cesar Oscar Hector Raul Sergio Rafael Jonathan Kevin Alberto Pedro Edgar
Enrique Ruben Andres Julio Armando Arturo Ramon Gerardo Jaime Martin Eric Jose_Luis Alex Gabriel Pablo Alfredo Salvador Marco
Joseph Adrian Ivan Ernesto Gustavo Cristian Omar Guillermo Jesse Christian Diego Rene Hugo Alfonso Rodolfo Bryan Ismael
Felipe Alexander Nelson Abel Orlando Gilbert Joel Moises Rogelio Israel Marcos Noe Rudy Edwin Esteban Emmanuel Leonel Ignacio
Joaquin Mauricio Saul Efrain Humberto Tomas Santiago Lorenzo Isaac Edgardo Rolando Samuel Ramiro Freddy Emilio Nicolas
Domingo Leonardo Sebastian Juan_Carlos Agustin Adan Benito Wilfredo Camilo Damian Eliseo Gonzalo Heriberto
"""
HISPANIC_LAST = """
Nava Quintero Cano Zepeda Montano Paredes Becerra Olvera Magana Cordero Quiroz Quintana Bravo Galindo Villalobos Ventura Marin
Portillo Avalos Escobedo Sierra Lugo Rosas Navarrete Palacios Guevara Saenz Casillas Arredondo Tovar Vera Corona Peralta
Varela Vigil Madrigal Alfaro Vallejo Gallardo Arriaga Feliciano Carrasco Solano Leyva Carranza Tejeda Alonso Baca Burgos
Caballero Camarillo Carmona Cazares Ceja Crespo Curiel Echeverria Elizondo Enriquez Espinosa Espinal Felix Fierro Gamez
Garibay Granados Grijalva Haro Hinojosa Iglesias Jaramillo Jaimes Landeros Ledesma Lemus Limon Linares Llamas Loera Longoria
Loya Lucio Machado Marroquin Matos Matias Menchaca Monroy Montero Montalvo Muniz Najera Nevarez Nieto Nieves Olivares Oliva
Ontiveros Ordonez Orellana Orta Osorio Otero Pagan Palomino Partida Pinedo Pizarro Polanco Prado Puente Pulido Quezada
Quinones Rendon Renteria Resendez Reyna Riojas Rincon Robledo Roldan Rosado Rueda Saldana Salgado Saucedo Segura Sepulveda
Serna Tamayo Terrazas Toledo Urbina Uribe Valadez Valdes Valle Vela Venegas Verdugo Vidal Villagomez Yanez Ybarra Zapata
Zaragoza Zarate
"""
INDIAN_FEMALE = """
Priya Anita Neha Pooja Deepa Anjali Kavita Sunita Meera Swati Shweta Divya Nisha Rekha Anu Smita Sonal Archana Lakshmi Aarti
Shilpa Ritu Preeti Sangeeta Rashmi Radha Sneha Kavya Ananya Padma Sapna Rupal Hema Jyoti Vidya Asha Usha Geetha Nandini Rina
Bhavna Namrata Shreya Supriya Tanvi Payal Pallavi Aparna Uma Leena Seema Manisha Roopa Vandana Nikita Trisha Maya Ruchi Monica
Sarita Mala Chitra Kiran Veena Aditi Riya Sheila Simran Gauri Ila Mansi
"""
INDIAN_MALE = """
Raj Sanjay Amit Anil Rajesh Vijay Suresh Ravi Rahul Vikram Sunil Ashok Ramesh Sandeep Arjun Anand Nikhil Rohit Kiran Deepak
Manish Rakesh Prakash Vivek Ajay Arun Neel Jay Srinivas Mahesh Hari Krishna Mukesh Pradeep Praveen Dinesh Naveen Kumar Karthik
Harish Venkat Ganesh Siddharth Sameer Mohan Nitin Gaurav Ankur Abhishek Dev Varun Bharat Hitesh Jignesh Kunal Pankaj Piyush
Pratik Rohan Saurabh Shyam Sridhar Subramanian Tarun Tushar Vinod Yogesh Akash Aditya Ashish Chetan Kapil Murali Nirav Parth
Satish Sachin Paresh Ketan Samir Vishal
"""
INDIAN_LAST = """
Patel Singh Shah Kumar Gupta Sharma Reddy Rao Desai Mehta Jain Agarwal Joshi Iyer Nair Krishnan Menon Parikh Srinivasan Verma
Mishra Bhatt Trivedi Amin Gandhi Kapoor Malhotra Pillai Thakkar Naidu Raman Venkatesan Subramanian Das Chopra Bhatia Sethi
Sinha Banerjee Mukherjee Chatterjee Ghosh Sen Bose Pandey Dave Kulkarni Deshpande Patil Chaudhary Saxena Varma Chandra Murthy
Prasad Natarajan Raghavan Ramachandran Sundaram Balakrishnan Varghese Mathew Kurian Cherian Grewal Sandhu Dhillon Sidhu Gill
Khanna Arora Ahuja Bansal Goel Mittal Modi Panchal Soni Vyas Doshi Kothari Bhakta Kaul Dutta Tiwari Shukla Shetty Hegde Kamath
Lal Swamy Khan Ali Syed Ahmed
"""
CHINESE_FEMALE = """
Jennifer Michelle Amy Grace Emily Jessica Wei Li Cindy Nancy Jenny Mei Ying Yan Angela Vivian Connie Tiffany Christine Karen
Linda Susan Annie Joyce Helen Lily Xin Jing Min Na Ling Fang Hui Yun Alice Winnie Stephanie Elaine Esther Eva Iris Ivy Janice
Joanna Kathy Lisa Mandy Peggy Sandra Sharon Sherry Shirley Sophia Teresa Wendy Yi Yvonne Xiaoyan Yuan Lan Hong Qian Lei Jie
Rui Shu Ting Zoe
"""
CHINESE_MALE = """
David Kevin Michael Wei Jason Andrew Eric Daniel James Peter Henry Ming Jun Steven Kenneth Alan Raymond Brian Tony Jeffrey
Albert Alex Allen Andy Anthony Benjamin Bo Chao Chen Chris Derek Edward Feng Frank Gary George Gordon Hao Harry Hong Howard
Jack Jerry Jian Jie Jimmy John Johnny Joseph Justin Kai Lei Leo Li Nelson Patrick Paul Philip Qiang Richard Robert Simon
Stanley Thomas Timothy Victor Vincent William Winston Xin Yang Yong Yi Yu Zhen
"""
CHINESE_LAST = """
Chen Wang Li Wong Liu Lin Chang Zhang Huang Wu Chan Yang Lee Zhao Lam Cheng Zhou Xu Sun Zhu Ho Leung Hsu Tang Ng Yu Ma Lau Hu
Cheung Tsai Liang Gao Guo Chow Kwan He Jiang Fong Luo Chiu Deng Tan Yee Xie Yuan Cao Feng Zheng Chu Lu Mak Hung Chin Lai Shen
Yip Tsang Fung Peng Song Pan Hsieh Kuo Chiang Shi Dong Chou Fu Louie Moy Kwok Eng Kong Wei Yeh Tse Tam Su Lei Cui Dai Du Fan
Jin Ye Yao
"""
VIETNAMESE_FEMALE = """
Kim Linh Thuy Lan Mai Huong Hoa Anh Thu Ngoc Trang Hanh Jennifer Tiffany Michelle Kathy Nancy Jenny Phuong Tram Diem Nga Hang
Van Vy Thanh Loan Tuyet Hong Nhi Christine Amy Tina Cindy Jessica Lily Vivian Julie Theresa Quyen My Xuan
"""
VIETNAMESE_MALE = """
Minh Tuan Hung Kevin David Long Andrew Dung Hai Tony Duc Nam Thanh Quang Vinh Tom Michael Peter Khanh Phong Son Hoang Binh
Dat Huy Tri Bao Johnny Steven Andy Jimmy Henry Vu Viet Trung Thang Tam Hieu Loc Phuc An Khoa
"""
VIETNAMESE_LAST = """
Nguyen Tran Le Pham Huynh Vu Vo Phan Truong Hoang Dang Ngo Do Bui Dinh Ly Duong Dao Doan Trinh Luong Lam Mai Ho Ha Cao Chau
Thai To Luu Tang Vuong Quach La Ta
"""
KOREAN_FEMALE = """
Grace Jennifer Christine Esther Sarah Susan Eunice Jane Michelle Julie Hannah Jin Min Soo Young Sun Mi Hye Ji Helen Janet Joyce
Sharon Yoon Connie Ellen Eun Gina Hana Jiyoung Joanne Minji Miyoung Rachel Sora Sujin Sunny Yuna Irene Angela
"""
KOREAN_MALE = """
Daniel David John James Paul Joseph Andrew Peter Samuel Brian Jin Sung Young Kevin Eric Michael Edward Eugene Steve Jae Min Ho
Dong Hyun Joon Sang Seung Kyung Albert Alex Richard Philip Charles Jason Kenneth Thomas Woo Tae Jun Simon
"""
KOREAN_LAST = """
Kim Lee Park Choi Chung Kang Cho Yoon Chang Lim Han Oh Shin Suh Kwon Hwang Song Yoo Hong Ahn Jung Ryu Moon Yang Bae Baek Cha
Chun Hahn Hur Jeon Jeong Joo Ko Koh Min Nam Noh Pak Paik Rhee Seo Sohn Son Um Won Yi Yim Yun
"""
FILIPINO_FEMALE = """
Maria Grace Jennifer Christine Michelle Mary_Ann Rowena Marites Jocelyn Rosalie Maricel Liza Cristina Joy Cherry Lourdes Imelda
Angelica Teresita Analyn Evangeline Rhea Josephine Jasmine Melissa Corazon Marivic Leah Charmaine Kristine Sheila Katrina
Bernadette Arlene Gemma Aileen Carmela Divina Joanna Rosario Vivian
"""
FILIPINO_MALE = """
Jose Michael Mark John Christopher Ronald Jonathan Joel Ramon Edwin Roberto Rommel Ferdinand Rodel Arnel Eduardo Noel Jerome
Danilo Ernesto Ryan Allan Dennis Reynaldo Rey Albert Emmanuel Gerald Ariel Rolando Francis Antonio Nestor Melvin Raymond
Benjie Jason Alvin Carlo Leandro Efren
"""
FILIPINO_LAST = """
Santos Reyes Cruz Bautista Garcia Delacruz Ramos Mendoza Villanueva Aquino Castro Fernandez Gonzales Pascual Santiago Soriano
Flores Rivera Domingo Agustin Castillo Mercado Salvador Valdez Tolentino Manalo Dizon Evangelista Corpuz Ocampo Enriquez
Dimaculangan Pangilinan Lacson Macaraeg Panganiban Tiongson Batungbakal Catacutan Galang Manansala
Dela_Rosa Abad Abella Alcantara Buenaventura Cabanilla Esguerra Guinto Ignacio Javier Labrador Malabanan Natividad Padua
Quiambao Sarmiento Tamayo Untalan Velasco Yap Zulueta
"""
MIDEAST_FEMALE = """
Layla Fatima Sara Leila Mariam Nadia Yasmin Amira Rania Dina Hala Noor Zahra Samira Shirin Maryam Nasrin Parisa Roya Rana Lina
Hanan Mona Reem Nour Rima Salma Nada Lamia Azadeh Niloufar Mitra Farah Aisha Khadija
"""
MIDEAST_MALE = """
Ali Omar Ahmed Hassan Mohammad Sam Sami Khalid Ibrahim Karim Tarek Ziad Samir Nabil Reza Amir Hamid Farhad Bijan Kamran Ramin
Mehdi George Elias Tony Fadi Rami Walid Bassam Yousef Mustafa Hussein Jamal Adel Nader
"""
MIDEAST_LAST = """
Haddad Khoury Ahmed Hassan Ali Khan Nasser Saleh Mansour Hamdan Najjar Shaheen Said Farah Hussein Karimi Hosseini Tehrani
Ahmadi Rahimi Shirazi Moradi Jafari Sabbagh Abboud Awad Aziz Barakat Darwish Eid Fakhoury Ghanem Habib Issa Jaber Kassem
Maalouf Nassar Obeid Qasim Rizk Sayegh Tannous Yousef Zaman
"""
AFRICAN_FEMALE = """
Grace Ngozi Chioma Blessing Folake Amara Ama Akua Abena Adaeze Yetunde Funmilayo Ifeoma Esther Mercy Patience Comfort Abiola
Tigist Hanna Selam Helen Hirut Fatou Aminata Mariama Aissatou Chinwe Nkechi Bukola Temitope Uche
"""
AFRICAN_MALE = """
Emmanuel Samuel Daniel Chidi Emeka Kwame Kofi Tunde Segun Ade Chukwuma Ikenna Obinna Olu Kojo Yaw Femi Kunle Dawit Yonas
Abebe Solomon Tesfaye Amadou Mamadou Ibrahima Ousmane Babatunde Nnamdi Uchenna Festus Godwin
"""
AFRICAN_LAST = """
Okafor Okeke Mensah Owusu Boateng Adeyemi Okonkwo Eze Nwosu Osei Asante Adebayo Oladipo Okoro Obi Nwachukwu Bekele Tesfaye
Haile Girma Tadesse Alemu Diallo Bah Barry Sow Camara Toure Kamara Sesay Appiah Agyemang Amoah Ansah Antwi Opoku Addo
Afolabi Ajayi Akande Balogun Chukwu Ibe Ogunleye Olawale Onyeka Uzoma Adjei Frimpong Gyamfi
"""
POOLS = [
    ("Hispanic", 140, HISPANIC_FEMALE, HISPANIC_MALE, HISPANIC_LAST),
    ("Indian", 24, INDIAN_FEMALE, INDIAN_MALE, INDIAN_LAST),
    ("Chinese", 20, CHINESE_FEMALE, CHINESE_MALE, CHINESE_LAST),
    ("Filipino", 12, FILIPINO_FEMALE, FILIPINO_MALE, FILIPINO_LAST),
    ("Vietnamese", 8, VIETNAMESE_FEMALE, VIETNAMESE_MALE, VIETNAMESE_LAST),
    ("Korean", 8, KOREAN_FEMALE, KOREAN_MALE, KOREAN_LAST),
    ("Middle Eastern", 8, MIDEAST_FEMALE, MIDEAST_MALE, MIDEAST_LAST),
    ("West and East African", 6, AFRICAN_FEMALE, AFRICAN_MALE, AFRICAN_LAST),
]
GENERAL_WEIGHT = 774
