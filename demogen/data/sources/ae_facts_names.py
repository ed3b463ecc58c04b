"""Names of business people in the UAE by origin, by hand; from common to rare in each list.

Names of Arab pools carry their Arabic spelling after "|". Indian names are parted by region and religion, so that no
Malayali Christian surname meets a Punjabi first name. Ruling families and the great merchant houses are left out.
"""

from __future__ import annotations

EMIRATI = {
    "female": """
Fatima|فاطمة, Mariam|مريم, Aisha|عائشة, Sara|سارة, Noura|نورة, Hessa|حصة, Shamma|شما, Latifa|لطيفة, Maitha|ميثاء,
Khawla|خولة,
Amna|آمنة, Alia|علياء, Mouza|موزة, Hamda|حمدة, Salama|سلامة, Reem|ريم, Meera|ميرة, Hind|هند,
Maryam|مريم, Asma|أسماء, Wadima|وديمة, Afra|عفراء, Rawda|روضة, Huda|هدى, Badriya|بدرية, Nouf|نوف, Eman|إيمان,
Khadija|خديجة, Zainab|زينب, Laila|ليلى, Abeer|عبير, Mahra|مهرة, Azza|عزة, Budoor|بدور, Ghaya|غاية, Manal|منال,
Najla|نجلاء
""",
    "male": """
Mohammed|محمد, Ahmed|أحمد, Abdulla|عبدالله, Khalid|خالد, Saeed|سعيد, Ali|علي, Sultan|سلطان, Hamad|حمد, Rashid|راشد,
Saif|سيف,
Omar|عمر, Yousef|يوسف, Khalifa|خليفة, Hassan|حسن, Salem|سالم, Ibrahim|إبراهيم, Majid|ماجد, Nasser|ناصر, Obaid|عبيد,
Mansoor|منصور,
Humaid|حميد, Juma|جمعة, Faisal|فيصل, Abdulrahman|عبدالرحمن, Tariq|طارق, Hamdan|حمدان, Mubarak|مبارك, Jasim|جاسم,
Matar|مطر,
Suhail|سهيل, Zayed|زايد, Marwan|مروان, Adel|عادل, Hussain|حسين, Badr|بدر, Fahad|فهد, Eisa|عيسى, Musabbeh|مصبح,
Ghanem|غانم,
Thani|ثاني, Butti|بطي, Abdulaziz|عبدالعزيز, Waleed|وليد, Hilal|هلال, Sami|سامي, Theyab|ذياب, Dhahi|ضاحي, Yaqoub|يعقوب,
Anwar|أنور
""",
    "last": """
Al Mansoori|المنصوري, Al Shamsi|الشامسي, Al Hammadi|الحمادي, Al Suwaidi|السويدي, Al Mazrouei|المزروعي,
Al Nuaimi|النعيمي,
Al Zaabi|الزعابي, Al Marri|المري, Al Ketbi|الكتبي, Al Dhaheri|الظاهري, Al Hosani|الحوسني, Al Ameri|العامري,
Al Kaabi|الكعبي,
Al Falasi|الفلاسي, Al Balushi|البلوشي, Al Ali|العلي, Al Shehhi|الشحي, Al Muhairi|المهيري, Al Romaithi|الرميثي,
Al Qubaisi|القبيسي,
Al Neyadi|النيادي, Al Blooshi|البلوشي, Al Mheiri|المهيري, Al Marzooqi|المرزوقي, Al Hashimi|الهاشمي, Al Jaberi|الجابري,
Al Mehairbi|المحيربي, Al Kindi|الكندي, Al Dhanhani|الظنحاني, Al Naqbi|النقبي, Al Hefeiti|الحفيتي, Al Yammahi|اليماحي,
Al Zeyoudi|الزيودي, Al Saadi|السعدي, Al Mahri|المهري, Al Harthi|الحارثي, Al Menhali|المنهالي, Al Ahbabi|الأحبابي,
Al Darmaki|الدرمكي,
Al Khateri|الخاطري, Al Tunaiji|الطنيجي, Al Matrooshi|المطروشي, Al Junaibi|الجنيبي, Al Shkeili|الشكيلي, Al Badi|البادي,
Al Rashedi|الراشدي, Al Zarouni|الزرعوني, Al Raeesi|الرئيسي, Al Ansari|الأنصاري, Al Awadhi|العوضي, Al Khoori|الخوري,
Al Janahi|الجناحي, Al Bastaki|البستكي, Al Hajri|الهاجري, Al Qahtani|القحطاني, Al Otaibi|العتيبي, Al Tamimi|التميمي,
Al Hamli|الهاملي,
Al Sabousi|السبوسي, Al Ghafli|الغفلي, Al Abdouli|العبدولي, Al Hantoobi|الحنطوبي, Al Habsi|الحبسي, Al Siri|السري,
Al Qaydi|القايدي, Al Mesmari|المسماري, Al Bedwawi|البدواوي, Al Azizi|العزيزي, Al Owais|العويس, Al Midfa|المدفع,
Al Sayegh|الصايغ, Al Jallaf|الجلاف, Al Banna|البنا, Al Shaali|الشعالي, Al Obaidli|العبيدلي, Al Haddad|الحداد,
Al Afari|العفاري
""",
}

EGYPTIAN = {
    "female": """
Mona|منى, Heba|هبة, Dina|دينا, Marwa|مروة, Rania|رانيا, Nermine|نرمين, Yasmine|ياسمين, Nourhan|نورهان, Sherine|شيرين,
Amira|أميرة,
Doaa|دعاء, Eman|إيمان, Shaimaa|شيماء, Aya|آية, Asmaa|أسماء, Mai|مي, Nesma|نسمة, Reham|ريهام, Ghada|غادة, Hanan|حنان,
Salma|سلمى,
Mariam|مريم, Noha|نهى, Riham|رهام, Inas|إيناس, Radwa|رضوى, Menna|منة, Passant|بسنت, Nevine|نيفين, Walaa|ولاء
""",
    "male": """
Mohamed|محمد, Ahmed|أحمد, Mahmoud|محمود, Mostafa|مصطفى, Khaled|خالد, Hossam|حسام, Tamer|تامر, Sherif|شريف, Amr|عمرو,
Karim|كريم,
Hany|هاني, Ayman|أيمن, Ashraf|أشرف, Ehab|إيهاب, Islam|إسلام, Hesham|هشام, Wael|وائل, Yasser|ياسر, Hazem|حازم,
Osama|أسامة,
Medhat|مدحت, Ramy|رامي, Mina|مينا, Waleed|وليد, Essam|عصام, Ibrahim|إبراهيم, Tarek|طارق, Alaa|علاء, Emad|عماد,
Youssef|يوسف,
Magdy|مجدي, Nader|نادر, George|جورج, Peter|بيتر, Samy|سامي, Omar|عمر, Ali|علي, Hassan|حسن, Sameh|سامح, Haitham|هيثم
""",
    "last": """
Hassan|حسن, Ibrahim|إبراهيم, Mahmoud|محمود, Abdelrahman|عبدالرحمن, El Sayed|السيد, Mostafa|مصطفى, Abdallah|عبدالله,
Fathy|فتحي,
Salem|سالم, Kamal|كمال, Farouk|فاروق, Saad|سعد, Abdelaziz|عبدالعزيز, Gaber|جابر, Shawky|شوقي, Mansour|منصور, Zaki|زكي,
Helmy|حلمي,
El Shazly|الشاذلي, Fouad|فؤاد, Hegazy|حجازي, El Masry|المصري, Soliman|سليمان, Youssef|يوسف, Ezzat|عزت, Ragab|رجب,
Shaaban|شعبان,
El Naggar|النجار, Abdelhamid|عبدالحميد, Abouzeid|أبوزيد, Tawfik|توفيق, El Gohary|الجوهري, Girgis|جرجس, Hanna|حنا,
Morsy|مرسي,
Ghoneim|غنيم, El Sherbiny|الشربيني, Badawy|بدوي, Darwish|درويش, Khalifa|خليفة, El Attar|العطار, Rizk|رزق, Selim|سليم,
Shehata|شحاتة,
Lotfy|لطفي, Abdelghany|عبدالغني, Nassar|نصار, El Deeb|الديب, Awad|عوض, Metwally|متولي, Bakr|بكر, Amin|أمين,
Radwan|رضوان, Sabry|صبري, Wahba|وهبة
""",
}

LEVANTINE = {
    "female": """
Rana|رنا, Lina|لينا, Rima|ريما, Maya|مايا, Nour|نور, Rasha|رشا, Dima|ديما, Hala|هالة, Joumana|جمانة, Nadine|نادين,
Carla|كارلا,
Zeina|زينة, Layal|ليال, Samar|سمر, Lama|لمى, Reem|ريم, Tala|تالا, Rula|رولا, Suha|سهى, Maha|مها, Nisreen|نسرين,
Lara|لارا,
Hiba|هبة, Ghida|غيدا, Diana|ديانا, Randa|رندا, Sawsan|سوسن, Farah|فرح, Bayan|بيان, Sireen|سيرين, Joelle|جويل,
Racha|رشا, Mirna|ميرنا, Abir|عبير, Hanadi|هنادي
""",
    "male": """
Ahmad|أحمد, Mohammad|محمد, Rami|رامي, Fadi|فادي, Samer|سامر, Omar|عمر, Bassam|بسام, Ziad|زياد, Hadi|هادي, Elie|إيلي,
Tony|طوني,
Nabil|نبيل, Ghassan|غسان, Imad|عماد, Khaled|خالد, Wissam|وسام, Tarek|طارق, Marwan|مروان, Anas|أنس, Firas|فراس,
Maher|ماهر, Bilal|بلال,
Charbel|شربل, Joseph|جوزيف, Georges|جورج, Walid|وليد, Hani|هاني, Yazan|يزن, Laith|ليث, Moutaz|معتز, Qusai|قصي,
Raed|رائد, Nidal|نضال,
Ibrahim|إبراهيم, Amjad|أمجد, Feras|فراس, Hussam|حسام, Jad|جاد, Karim|كريم, Mazen|مازن, Roy|روي, Saad|سعد, Tamim|تميم,
Basel|باسل, Nizar|نزار
""",
    "last": """
Khoury|خوري, Haddad|حداد, Nasser|ناصر, Najjar|نجار, Khalil|خليل, Hamdan|حمدان, Saleh|صالح, Mansour|منصور, Daher|ضاهر,
Farah|فرح,
Shaheen|شاهين, Odeh|عودة, Nassar|نصار, Khatib|خطيب, Masri|مصري, Sabbagh|صباغ, Halabi|حلبي, Kassem|قاسم, Chami|شامي,
Abboud|عبود,
Saab|صعب, Aoun|عون, Barakat|بركات, Bitar|بيطار, Chahine|شاهين, Darwish|درويش, Fakhoury|فاخوري, Ghanem|غانم,
Habib|حبيب, Harb|حرب,
Issa|عيسى, Jaber|جابر, Jarrar|جرار, Kanaan|كنعان, Karam|كرم, Kayyali|كيالي, Maalouf|معلوف, Matar|مطر, Moussa|موسى,
Mrad|مراد,
Nahas|نحاس, Obeid|عبيد, Qasem|قاسم, Rahal|رحال, Rizk|رزق, Salameh|سلامة, Saliba|صليبا, Samara|سمارة, Shami|شامي,
Sleiman|سليمان,
Sweidan|سويدان, Tannous|طنوس, Taha|طه, Touma|توما, Yassin|ياسين, Younes|يونس, Zeidan|زيدان, Zoubi|زعبي,
Abu Ghazal|أبو غزال,
Al Ahmad|الأحمد, Al Hamwi|الحموي, Qudah|قضاة, Tamimi|تميمي, Akkad|عقاد, Atallah|عطالله, Azar|عازار, Dabbas|دباس,
Hourani|حوراني
""",
}

INDIAN_NORTH = {
    "female": """
Priya, Pooja, Neha, Anjali, Ritu, Kavita, Sunita, Shweta, Swati, Nisha, Rashmi, Deepika, Sonia, Jyoti, Preeti, Megha,
Komal, Shilpa,
Payal, Rupali, Manisha, Aarti, Seema, Vandana, Monika, Divya, Richa, Khushboo, Sneha, Heena, Bhavna, Dimple, Juhi,
Mamta, Nidhi, Pallavi,
Sakshi, Tanvi, Urvashi, Archana, Kajal, Kiran, Namrata, Shruti, Sapna, Simran
""",
    "male": """
Rahul, Amit, Rajesh, Sanjay, Vijay, Sunil, Anil, Manoj, Deepak, Vikas, Rohit, Nitin, Sandeep, Ajay, Ashish, Vishal,
Gaurav, Abhishek,
Pankaj, Vikram, Mukesh, Rakesh, Naresh, Dinesh, Mahesh, Jitendra, Hitesh, Nilesh, Ankit, Karan, Kunal, Mohit, Varun,
Siddharth, Tarun,
Alok, Arvind, Hemant, Yogesh, Kamlesh, Bharat, Chirag, Dhaval, Gurpreet, Harpreet, Jaspreet, Manish, Prakash, Rajiv,
Ravi, Sachin, Saurabh,
Sumit, Tushar, Vivek, Parag, Ketan, Lalit
""",
    "last": """
Sharma, Patel, Shah, Gupta, Singh, Verma, Mehta, Agarwal, Jain, Joshi, Desai, Mishra, Kapoor, Malhotra, Chopra,
Khanna, Bhatia, Arora,
Sethi, Chauhan, Thakur, Yadav, Pandey, Tiwari, Trivedi, Dave, Parekh, Gandhi, Sheth, Vora, Doshi, Parmar, Rathod,
Solanki, Rana, Saxena,
Srivastava, Chaturvedi, Dubey, Shukla, Bhatt, Vyas, Purohit, Rawat, Negi, Bisht, Kulkarni, Patil, Deshmukh, Pawar,
Jadhav, Shinde,
Kadam, Gokhale, Chavan, Mukherjee, Banerjee, Chatterjee, Ghosh, Bose, Das, Sen, Dutta, Roy, Sinha, Kohli, Sodhi, Gill,
Sandhu, Dhillon,
Grewal, Bhandari, Ahuja, Sachdeva, Tandon, Lalwani, Chandwani, Punjabi, Kewalramani, Goel, Mittal, Bansal, Garg
""",
}

INDIAN_SOUTH = {
    "female": """
Lakshmi, Deepa, Divya, Anitha, Kavitha, Priya, Revathi, Sangeetha, Vidya, Sowmya, Ramya, Bindu, Sindhu, Lekha, Asha,
Geetha, Meera,
Radhika, Sudha, Uma, Vani, Gayathri, Hema, Indu, Janani, Latha, Mini, Nithya, Parvathy, Rekha, Saritha, Shobha,
Smitha, Sreeja, Swapna,
Usha, Veena, Aparna, Bhavani, Chitra
""",
    "male": """
Suresh, Ramesh, Rajesh, Santhosh, Sreejith, Vinod, Prasad, Anoop, Pradeep, Biju, Hari, Krishnan, Ganesh, Karthik,
Senthil, Murali,
Balaji, Venkatesh, Srinivas, Ravi, Mohan, Unnikrishnan, Jayakumar, Rajeev, Sathish, Shyam, Arun, Ajith, Bala, Gopal,
Jayesh, Kishore,
Madhu, Manu, Naveen, Praveen, Raghavan, Sajith, Sudheer, Sunilkumar, Vasanth, Vignesh, Vishnu, Aravind, Dileep,
Prakash, Anand, Shankar
""",
    "last": """
Nair, Menon, Kumar, Pillai, Krishnan, Iyer, Reddy, Rao, Subramanian, Raman, Kurup, Nambiar, Warrier, Panicker, Raj,
Venkatesan,
Balakrishnan, Gopalakrishnan, Ramachandran, Chandran, Rajan, Mohan, Iyengar, Naidu, Murthy, Shetty, Hegde, Bhat,
Kamath, Pai, Shenoy,
Gowda, Varma, Sivakumar, Selvaraj, Natarajan, Sundaram, Srinivasan, Ramanathan, Swaminathan, Viswanathan, Parameswaran,
Unnithan, Kaimal, Achary, Babu, Prasad, Chowdary, Raju, Sastry, Palaniappan, Muthu, Arumugam, Velayudhan, Sasidharan,
Sukumaran,
Vijayan, Radhakrishnan, Muralidharan, Poojary, Rai, Suvarna, Acharya
""",
}

INDIAN_CHRISTIAN = {
    "female": """
Maria, Anna, Sheeba, Jincy, Liya, Reena, Susan, Elizabeth, Annie, Beena, Jessy, Lissy, Merin, Neethu, Rosamma, Sherly,
Tessy, Tina,
Bincy, Celine, Jisha, Molly, Sini, Sonia, Teena, Priscilla, Melanie, Savita
""",
    "male": """
Thomas, Jacob, Biju, Shaji, Jose, George, Saji, Joby, Mathew, Roy, Jijo, Binu, Tony, Sebastian, Philip, Varghese,
Abraham, Alex, Anish,
Benny, Cherian, Dennis, Joseph, Joy, Kurian, Lijo, Reji, Robin, Sunny, Tijo, Vipin, Savio, Melwyn, Lloyd, Ronald
""",
    "last": """
Thomas, Mathew, Varghese, Joseph, George, John, Philip, Jacob, Abraham, Kurian, Cherian, Chacko, Antony, Paul, Samuel,
Daniel, Koshy,
Eapen, Oommen, Ninan, Zachariah, Sebastian, Xavier, Francis, Augustine, Fernandes, D'Souza, Pereira, Pinto, Rodrigues,
Lobo, Dias,
Mascarenhas, Noronha, Menezes, Saldanha, Rebello, Sequeira, Gomes, Almeida, Kuruvilla, Idicula, Pothen, Mammen, Itty
""",
}

INDIAN_MUSLIM = {
    "female": """
Fathima, Ayesha, Shabana, Rukhsana, Nasreen, Sameera, Shahana, Safiya, Ruksana, Noorjahan, Farhana, Sajida, Haseena,
Jaseena, Raheema,
Shamna, Sumayya, Thasneem, Zubaida, Afreen, Nazia, Sana, Zareena, Mumtaz, Rizwana
""",
    "male": """
Mohammed, Abdul, Shameer, Nizar, Rasheed, Shihab, Ashraf, Faisal, Firoz, Noushad, Basheer, Hameed, Jaleel, Kareem,
Latheef, Mujeeb,
Naseer, Rafeeq, Riyas, Salim, Shafeeq, Siraj, Sulaiman, Yasir, Zubair, Anwar, Iqbal, Imran, Javed, Irfan, Salman,
Arif, Asif, Sameer,
Shakeel, Wasim, Haris, Jamsheer, Musthafa, Navas
""",
    "last": """
Khan, Ali, Ahmed, Kunhi, Rahman, Shaikh, Ansari, Siddiqui, Kutty, Haneefa, Koya, Moideen, Hussain, Pathan, Qureshi,
Basheer, Hameed,
Kareem, Syed, Mohammed, Abdulla, Salam, Rasheed, Aboobacker, Ibrahim, Majeed, Azeez, Sayed, Memon, Merchant,
Lokhandwala, Attarwala,
Bawa, Rowther, Marakkar, Thangal, Farooqui, Kazi, Mulla, Momin, Saiyed, Vahora, Sulaiman, Musthafa, Naha
""",
}

PAKISTANI = {
    "female": """
Ayesha, Sana, Fatima, Hina, Saima, Sadia, Maria, Nadia, Amna, Rabia, Zainab, Mehwish, Sidra, Maryam, Bushra, Uzma,
Shazia, Farah,
Kiran, Iqra, Asma, Samina, Tahira, Rukhsana, Anum, Hira, Javeria, Komal, Lubna, Mahnoor, Nida, Noreen, Rida, Sobia,
Tayyaba, Wajiha
""",
    "male": """
Muhammad, Ali, Ahmed, Imran, Usman, Bilal, Asif, Kashif, Adnan, Faisal, Kamran, Shahid, Tariq, Zeeshan, Naveed,
Nadeem, Hassan, Waqas,
Junaid, Salman, Irfan, Rizwan, Amir, Fahad, Arslan, Umar, Hamza, Saad, Asad, Farhan, Danish, Aamir, Abid, Adeel,
Amjad, Arshad, Babar,
Fawad, Ghulam, Haroon, Iftikhar, Jawad, Khurram, Majid, Mohsin, Noman, Omer, Qasim, Rashid, Sajid, Shoaib, Tahir,
Umair, Wasim, Yasir, Zahid
""",
    "last": """
Khan, Ahmed, Ali, Malik, Hussain, Butt, Iqbal, Shah, Sheikh, Chaudhry, Qureshi, Raza, Mahmood, Akhtar, Siddiqui,
Mirza, Abbasi, Bhatti,
Aslam, Anwar, Javed, Hashmi, Baig, Awan, Rana, Dar, Mughal, Rehman, Nawaz, Saleem, Khalid, Tariq, Afridi, Khattak,
Yousafzai, Durrani,
Bangash, Niazi, Gilani, Bukhari, Kazmi, Naqvi, Rizvi, Zaidi, Ansari, Farooqi, Usmani, Memon, Soomro, Baloch, Jatoi,
Cheema,
Gondal, Warraich, Virk, Sandhu, Tarar, Ranjha, Gujjar, Janjua, Minhas, Kiani, Satti, Lodhi, Ghauri, Alvi, Jafri,
Sherazi,
Zaman, Waheed, Waseem, Younas, Zafar, Shafiq, Sarwar, Rafiq, Nazir, Latif, Karim, Jamil, Haider, Ghani, Bashir
""",
}

FILIPINO = {
    "female": """
Maria, Jennifer, Michelle, Grace, Mary Ann, Cristina, Rowena, Jocelyn, Marites, Maricel, Rosalie, Analyn, Sheryl,
Kristine, Angelica,
Jessa, Lovely, Mary Jane, Rochelle, Maribel, Cherry, Joy, Catherine, Marilou, Liezl, Glenda, Irene, Katrina, Lorna,
Melanie, Nenita,
Precious, Rhea, Sharon, Teresa, Vanessa, Aileen, Bernadette, Charmaine, Divina, Emelyn, Gemma, Hazel, Imelda, Leah
""",
    "male": """
Mark, John, Michael, Jose, Joseph, Christian, Ryan, Jerome, Ronald, Reynaldo, Rodel, Arnel, Edwin, Rommel, Jayson,
Allan, Carlo, Dennis,
Erwin, Ferdinand, Gerald, Jeffrey, Jonathan, Kenneth, Leonardo, Marlon, Nelson, Noel, Oliver, Paolo, Ramon, Raymond,
Ricardo, Roberto,
Rolando, Ronnie, Rogelio, Romeo, Ruel, Vincent, Wilfredo, Albert, Angelo, Bryan, Emmanuel, Francis
""",
    "last": """
Santos, Reyes, Cruz, Bautista, Garcia, Mendoza, Torres, Gonzales, Ramos, Flores, Dela Cruz, Villanueva, Castro,
Rivera, Aquino, Navarro,
Mercado, Morales, Domingo, Salazar, Santiago, Castillo, Fernandez, De Leon, Pascual, Soriano, De Guzman, Hernandez,
Perez, Tolentino,
Valdez, Lopez, Ramirez, Del Rosario, Manalo, Francisco, Dizon, Ocampo, Lim, Tan, Enriquez, Aguilar, Magno, Alvarez,
Padilla, Miranda,
Evangelista, Corpuz, Gutierrez, Rosales, Salvador, Lacson, Macaraeg, Magbanua, Dimaculangan, Panganiban, Catacutan,
Manalastas, Sison, Buenaventura, Cabrera, Abad, Agustin, Alcantara, Andres, Baltazar, Bernardo, Cabigting, Capistrano,
Cordero, David,
Estrada, Galang, Ignacio, Javier, Lagman, Lazaro, Legaspi, Marasigan, Medina, Natividad, Pangilinan, Quiambao, Romero,
Sarmiento, Sy,
Tiongson, Umali, Velasco, Yap, Zamora
""",
}

IRANIAN = {
    "female": """
Maryam, Zahra, Sara, Leila, Nasrin, Shirin, Mina, Parisa, Nazanin, Azadeh, Elham, Mahsa, Niloufar, Roya, Samira,
Shadi, Sepideh, Yasaman,
Bahar, Golnaz, Ladan, Mojgan, Negar, Setareh
""",
    "male": """
Ali, Mohammad, Reza, Hossein, Mehdi, Amir, Hamid, Saeed, Majid, Farhad, Behzad, Babak, Kamran, Arash, Siavash,
Dariush, Ehsan, Navid,
Omid, Payam, Pouya, Ramin, Shahram, Vahid, Kourosh, Bahram
""",
    "last": """
Ahmadi, Hosseini, Mohammadi, Karimi, Rezaei, Moradi, Jafari, Hashemi, Mousavi, Rahimi, Sadeghi, Ebrahimi, Ghorbani,
Amini, Zare, Heidari,
Kazemi, Salehi, Shirazi, Tehrani, Isfahani, Bagheri, Farahani, Khosravi, Mahdavi, Nazari, Norouzi, Rostami, Sharifi,
Soltani, Tabrizi,
Tavakoli, Yazdani, Zamani, Gholami, Pourmand, Daneshvar, Golestani
""",
}
