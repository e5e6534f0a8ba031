using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class EnglishTests
{
    [Theory]
    [InlineData("My order was supposed to arrive three weeks ago and it still has not arrived.", MessageKind.Complaint, Category.Delivery, Priority.Normal)]
    [InlineData("The courier left my parcel in the rain and the package was never delivered to my door.", MessageKind.Complaint, Category.Delivery, Priority.Normal)]
    [InlineData("You shipped it to the wrong address and the tracking page says nothing.", MessageKind.Complaint, Category.Delivery, null)]
    [InlineData("The kettle I bought is defective, the lid broke on the first day.", MessageKind.Complaint, Category.ProductQuality, Priority.Normal)]
    [InlineData("Poor quality: the fabric was torn and it smells awful.", MessageKind.Complaint, Category.ProductQuality, null)]
    [InlineData("These headphones are faulty and the battery does not last an hour.", MessageKind.Complaint, Category.ProductQuality, null)]
    [InlineData("I was overcharged on my last invoice and want a refund.", MessageKind.Complaint, Category.BillingRefund, Priority.Normal)]
    [InlineData("My credit card was charged twice for the same payment and nobody answers.", MessageKind.Complaint, Category.BillingRefund, Priority.High)]
    [InlineData("I am still waiting for my refund, you owe me money.", MessageKind.Complaint, Category.BillingRefund, null)]
    [InlineData("The cashier was rude to me and your manager was no better.", MessageKind.Complaint, Category.StaffService, Priority.Normal)]
    [InlineData("Your agent hung up on me after I was on hold for an hour. Unacceptable customer service.", MessageKind.Complaint, Category.StaffService, null)]
    [InlineData("The app keeps crashing since the update and I cannot log in.", MessageKind.Complaint, Category.TechnicalApp, Priority.Normal)]
    [InlineData("The internet connection has been down for two days and the router is useless.", MessageKind.Complaint, Category.TechnicalApp, null)]
    [InlineData("I get an error on your website whenever I reset my password.", MessageKind.Complaint, Category.TechnicalApp, null)]
    [InlineData("I asked to cancel my subscription and you refused, the contract ended last month.", MessageKind.Complaint, Category.ContractCancellation, Priority.Normal)]
    [InlineData("You keep the automatic renewal going although I cancelled the membership. Terrible.", MessageKind.Complaint, Category.ContractCancellation, null)]
    [InlineData("My personal data was leaked and my lawyer will take legal action.", MessageKind.Complaint, Category.PrivacyLegal, Priority.Urgent)]
    [InlineData("The heater caught fire and my son was injured.", MessageKind.Complaint, null, Priority.Urgent)]
    [InlineData("We got food poisoning after the meal and my wife was taken to hospital by ambulance.", MessageKind.Complaint, null, Priority.Urgent)]
    [InlineData("My mother is in a wheelchair and the lift has not worked for a week.", MessageKind.Complaint, null, Priority.High)]
    [InlineData("This is a scam, my money was taken without my permission.", MessageKind.Complaint, null, Priority.High)]
    [InlineData("It would be nice if you could add a dark mode to the app.", MessageKind.Suggestion, null, Priority.Low)]
    [InlineData("I suggest opening an hour earlier at weekends.", MessageKind.Suggestion, null, Priority.Low)]
    [InlineData("Please consider adding a filter by size, it would be very useful.", MessageKind.Suggestion, null, null)]
    [InlineData("Your staff were wonderful and so helpful, thank you so much.", MessageKind.Praise, Category.StaffService, Priority.Low)]
    [InlineData("Excellent work, I am very happy with it.", MessageKind.Praise, null, Priority.Low)]
    [InlineData("Fast delivery and great service, I would recommend you to anyone.", MessageKind.Praise, Category.Delivery, Priority.Low)]
    [InlineData("How long does shipping to Germany take?", MessageKind.Question, null, Priority.Normal)]
    [InlineData("Is it possible to change the size after I have ordered?", MessageKind.Question, null, Priority.Normal)]
    [InlineData("What are your opening hours on Sunday?", MessageKind.Question, null, null)]
    [InlineData("Hello, good morning", MessageKind.Irrelevant, null, Priority.Low)]
    [InlineData("Congratulations, you have won a prize! Click here to claim now: http://example.com", MessageKind.Spam, null, Priority.Low)]
    public void Classify_English_SaysWhatAPersonSays(string text, MessageKind kind, Category? category, Priority? priority)
    {
        Answers.Check(text, "en", kind, category, priority);
    }
}
