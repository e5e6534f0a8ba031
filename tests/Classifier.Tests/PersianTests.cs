using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class PersianTests
{
    [Theory]
    [InlineData("سفارش من سه هفته است که نرسیده و پشتیبانی پاسخ نمی‌دهد.", MessageKind.Complaint, Category.Delivery, Priority.Normal)]
    [InlineData("بسته ام هنوز به دستم نرسيده، پيک هم جواب نميدهد.", MessageKind.Complaint, Category.Delivery, Priority.Normal)]
    [InlineData("مرسوله را به آدرس اشتباه تحویل داده‌اند و کد رهگیری هم کار نمی‌کند.", MessageKind.Complaint, Category.Delivery, null)]
    [InlineData("کیفیت این کفش افتضاح است، بعد از دو روز پاره شد.", MessageKind.Complaint, Category.ProductQuality, Priority.Normal)]
    [InlineData("گوشی خراب بود و صفحه‌اش شکسته، اصلا راضی نیستم.", MessageKind.Complaint, Category.ProductQuality, null)]
    [InlineData("جنس تقلبی فرستادید، اصلا اصل نیست.", MessageKind.Complaint, Category.ProductQuality, null)]
    [InlineData("مبلغ سفارش لغو شده هنوز به حسابم واریز نشده، پولم را پس بدهید.", MessageKind.Complaint, Category.BillingRefund, Priority.Normal)]
    [InlineData("دو بار از کارتم پول کسر شد و وجه برنگشت.", MessageKind.Complaint, Category.BillingRefund, null)]
    [InlineData("قبض این ماه اشتباه محاسبه شده و هزینه اضافه گرفته‌اید.", MessageKind.Complaint, Category.BillingRefund, null)]
    [InlineData("کارمند شعبه با من بدرفتاری کرد و توهین کرد.", MessageKind.Complaint, Category.StaffService, Priority.Normal)]
    [InlineData("اپراتور مرکز تماس گوشی را قطع کرد، واقعا بی‌احترامی بود.", MessageKind.Complaint, Category.StaffService, null)]
    [InlineData("اپلیکیشن بعد از به‌روزرسانی باز نمی‌شود و خطا می‌دهد.", MessageKind.Complaint, Category.TechnicalApp, Priority.Normal)]
    [InlineData("اینترنت مدام قطع می شود و سرعت خیلی کند است، مشکل حل نشد.", MessageKind.Complaint, Category.TechnicalApp, null)]
    [InlineData("کد تایید برای ورود به سایت نمی‌آید، نمی‌توانم وارد شوم.", MessageKind.Complaint, Category.TechnicalApp, null)]
    [InlineData("می‌خواهم قرارداد را فسخ کنم ولی همکاری نمی‌کنید، اعتراض دارم.", MessageKind.Complaint, Category.ContractCancellation, Priority.Normal)]
    [InlineData("اشتراکم بدون خواست من تمدید شد و لغو نمی‌شود، شکایت دارم.", MessageKind.Complaint, Category.ContractCancellation, null)]
    [InlineData("اطلاعات شخصی من بدون اجازه منتشر شده است، وکیل من اقدام قانونی خواهد کرد.", MessageKind.Complaint, Category.PrivacyLegal, Priority.Urgent)]
    [InlineData("شارژر آتش گرفت و دست پسرم سوخت، الان در بیمارستان هستیم.", MessageKind.Complaint, null, Priority.Urgent)]
    [InlineData("از غذای شما مسموم شدیم و به اورژانس رفتیم.", MessageKind.Complaint, null, Priority.Urgent)]
    [InlineData("مادرم سالمند است و آسانسور یک ماه است کار نمی‌کند.", MessageKind.Complaint, null, Priority.High)]
    [InlineData("بدون اطلاع من برداشت شده، این کلاهبرداری است.", MessageKind.Complaint, null, Priority.High)]
    [InlineData("پیشنهاد می‌کنم حالت شب به برنامه اضافه کنید.", MessageKind.Suggestion, null, Priority.Low)]
    [InlineData("بهتر است زمان تحویل را خودمان انتخاب کنیم.", MessageKind.Suggestion, null, Priority.Low)]
    [InlineData("ای کاش امکان پرداخت اقساطی هم داشتید، خیلی خوب می‌شد.", MessageKind.Suggestion, null, null)]
    [InlineData("رفتار کارکنان شما عالی بود، از خدمات کاملا راضی هستم، سپاسگزارم.", MessageKind.Praise, Category.StaffService, Priority.Low)]
    [InlineData("خیلی عالی بود، دستتون درد نکنه.", MessageKind.Praise, null, Priority.Low)]
    [InlineData("سفارشم به موقع رسید و بسته‌بندی عالی بود، ممنونم.", MessageKind.Praise, Category.Delivery, Priority.Low)]
    [InlineData("چطور می‌توانم گارانتی دستگاه را فعال کنم؟", MessageKind.Question, null, Priority.Normal)]
    [InlineData("این محصول چه زمانی موجود می‌شود؟", MessageKind.Question, null, Priority.Normal)]
    [InlineData("آیا ارسال به شهرستان دارید؟ هزینه‌اش چقدر است؟", MessageKind.Question, null, null)]
    [InlineData("سلام، وقت بخیر", MessageKind.Irrelevant, null, Priority.Low)]
    [InlineData("برنده شدید! برای دریافت جایزه نقدی کلیک کنید، شرط بندی و کازینو http://example", MessageKind.Spam, null, Priority.Low)]
    public void Classify_Persian_SaysWhatAPersonSays(string text, MessageKind kind, Category? category, Priority? priority)
    {
        Answers.Check(text, "fa", kind, category, priority);
    }
}
