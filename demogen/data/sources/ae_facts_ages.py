"""First names of people in the UAE by age, of all pools, by hand from public knowledge: (female, male), older and younger cohort."""

from __future__ import annotations

OLDER = (
    """
Sunita Kavita Seema Vandana Mamta Archana Lakshmi Geetha Sudha Uma Usha Latha Shobha Rekha Hema Asha Noorjahan Mumtaz Zubaida Rukhsana
Rosamma Susan Lissy Annie Elizabeth Samina Tahira Shazia Uzma Noreen Rabia Farah Khadija Badriya Mouza Salama Najla Sawsan Randa Joumana
Hanadi Maha Rima Samar Lama Mona Nevine Hanan Sherine Nermine Imelda Nenita Lorna Marilou Teresa Divina Rowena Jocelyn Marites Rosalie Glenda
""",
    """
Rajesh Sanjay Vijay Sunil Anil Manoj Mukesh Rakesh Naresh Dinesh Mahesh Kamlesh Bharat Prakash Suresh Ramesh Mohan Unnikrishnan Srinivas
Gopal Raghavan Murali Krishnan Venkatesh Vasanth Sathish Abdul Basheer Hameed Kareem Jaleel Rasheed Thomas Jacob Jose George Varghese
Abraham Kurian Cherian Tariq Shahid Nadeem Naveed Ghulam Iftikhar Abid Rashid Khalifa Juma Obaid Mubarak Musabbeh Butti Thani Matar Suhail
Ghassan Imad Nabil Bassam Nidal Raed Ziad Elie Magdy Medhat Nader Samy Emad Reynaldo Rolando Rogelio Wilfredo Romeo Ferdinand Ricardo Roberto
Ramon Edwin Nelson
""",
)
YOUNGER = (
    """
Priya Pooja Neha Anjali Shweta Megha Komal Payal Divya Richa Khushboo Sneha Juhi Nidhi Sakshi Tanvi Kajal Simran Nithya Sowmya Ramya Aparna
Sana Nazia Thasneem Afreen Merin Liya Neethu Jincy Teena Sidra Iqra Anum Hira Mahnoor Nida Rida Javeria Mehwish Noura Shamma Maitha Meera
Reem Wadima Afra Mahra Ghaya Tala Maya Nour Lara Bayan Sireen Yasmine Nourhan Salma Menna Passant Aya Angelica Jessa Lovely Kristine Precious
Katrina
""",
    """
Rahul Rohit Gaurav Abhishek Ankit Karan Kunal Mohit Varun Siddharth Tushar Saurabh Dhaval Karthik Sreejith Anoop Vignesh Vishnu Arun Naveen
Irfan Salman Jamsheer Navas Shameer Jijo Lijo Tijo Vipin Robin Melwyn Bilal Zeeshan Waqas Junaid Arslan Hamza Saad Umair Danish Zahid Hamdan
Zayed Theyab Fahad Sultan Saif Anas Laith Yazan Jad Qusai Roy Charbel Mostafa Omar Youssef Ramy Mina Karim Mark Christian Jayson Bryan
Jerome Carlo Paolo Angelo
""",
)
