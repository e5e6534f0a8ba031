using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class EnglishTests
{
    private static readonly (string Text, MessageKind Kind, Category? Category, Priority? Priority)[] Sentences =
    [
        ("My order was supposed to arrive three weeks ago and it still has not arrived.", MessageKind.Complaint, Category.Delivery, Priority.Normal),
        ("The courier left my parcel in the rain and the package was never delivered to my door.", MessageKind.Complaint, Category.Delivery, Priority.Normal),
        ("You shipped it to the wrong address and the tracking page says nothing.", MessageKind.Complaint, Category.Delivery, null),
        ("The kettle I bought is defective, the lid broke on the first day.", MessageKind.Complaint, Category.ProductQuality, Priority.Normal),
        ("Poor quality: the fabric was torn and it smells awful.", MessageKind.Complaint, Category.ProductQuality, null),
        ("These headphones are faulty and the battery does not last an hour.", MessageKind.Complaint, Category.ProductQuality, null),
        ("I was overcharged on my last invoice and want a refund.", MessageKind.Complaint, Category.BillingRefund, Priority.Normal),
        ("My credit card was charged twice for the same payment and nobody answers.", MessageKind.Complaint, Category.BillingRefund, Priority.High),
        ("I am still waiting for my refund, you owe me money.", MessageKind.Complaint, Category.BillingRefund, null),
        ("The cashier was rude to me and your manager was no better.", MessageKind.Complaint, Category.StaffService, Priority.Normal),
        ("Your agent hung up on me after I was on hold for an hour. Unacceptable customer service.", MessageKind.Complaint, Category.StaffService, null),
        ("The app keeps crashing since the update and I cannot log in.", MessageKind.Complaint, Category.TechnicalApp, Priority.Normal),
        ("The internet connection has been down for two days and the router is useless.", MessageKind.Complaint, Category.TechnicalApp, null),
        ("I get an error on your website whenever I reset my password.", MessageKind.Complaint, Category.TechnicalApp, null),
        ("I asked to cancel my subscription and you refused, the contract ended last month.", MessageKind.Complaint, Category.ContractCancellation, Priority.Normal),
        ("You keep the automatic renewal going although I cancelled the membership. Terrible.", MessageKind.Complaint, Category.ContractCancellation, null),
        ("My personal data was leaked and my lawyer will take legal action.", MessageKind.Complaint, Category.PrivacyLegal, Priority.Urgent),
        ("The heater caught fire and my son was injured.", MessageKind.Complaint, null, Priority.Urgent),
        ("We got food poisoning after the meal and my wife was taken to hospital by ambulance.", MessageKind.Complaint, null, Priority.Urgent),
        ("My mother is in a wheelchair and the lift has not worked for a week.", MessageKind.Complaint, null, Priority.High),
        ("This is a scam, my money was taken without my permission.", MessageKind.Complaint, null, Priority.High),
        ("It would be nice if you could add a dark mode to the app.", MessageKind.Suggestion, null, Priority.Low),
        ("I suggest opening an hour earlier at weekends.", MessageKind.Suggestion, null, Priority.Low),
        ("Please consider adding a filter by size, it would be very useful.", MessageKind.Suggestion, null, null),
        ("Your staff were wonderful and so helpful, thank you so much.", MessageKind.Praise, Category.StaffService, Priority.Low),
        ("Excellent work, I am very happy with it.", MessageKind.Praise, null, Priority.Low),
        ("Fast delivery and great service, I would recommend you to anyone.", MessageKind.Praise, Category.Delivery, Priority.Low),
        ("How long does shipping to Germany take?", MessageKind.Question, null, Priority.Normal),
        ("Is it possible to change the size after I have ordered?", MessageKind.Question, null, Priority.Normal),
        ("What are your opening hours on Sunday?", MessageKind.Question, null, null),
        ("Hello, good morning", MessageKind.Irrelevant, null, Priority.Low),
        ("Congratulations, you have won a prize! Click here to claim now: http://example.com", MessageKind.Spam, null, Priority.Low),
    ];

    [Fact]
    public void Classify_English_SaysWhatAPersonSays() => Answers.Check("en", Sentences);
}
