using Ingestion.Classifier;
using Xunit;

namespace Classifier.Tests;

public sealed class PersianTests
{
    private static readonly (string Text, MessageKind Kind, Category? Category, Priority? Priority)[] Sentences =
    [
        ("سفارش من سه هفته است که نرسیده و پشتیبانی پاسخ نمی‌دهد.", MessageKind.Complaint, Category.Delivery, Priority.Normal),
        ("بسته ام هنوز به دستم نرسيده، پيک هم جواب نميدهد.", MessageKind.Complaint, Category.Delivery, Priority.Normal),
        ("مرسوله را به آدرس اشتباه تحویل داده‌اند و کد رهگیری هم کار نمی‌کند.", MessageKind.Complaint, Category.Delivery, null),
        ("کیفیت این کفش افتضاح است، بعد از دو روز پاره شد.", MessageKind.Complaint, Category.ProductQuality, Priority.Normal),
        ("گوشی خراب بود و صفحه‌اش شکسته، اصلا راضی نیستم.", MessageKind.Complaint, Category.ProductQuality, null),
        ("جنس تقلبی فرستادید، اصلا اصل نیست.", MessageKind.Complaint, Category.ProductQuality, null),
        ("مبلغ سفارش لغو شده هنوز به حسابم واریز نشده، پولم را پس بدهید.", MessageKind.Complaint, Category.BillingRefund, Priority.Normal),
        ("دو بار از کارتم پول کسر شد و وجه برنگشت.", MessageKind.Complaint, Category.BillingRefund, null),
        ("قبض این ماه اشتباه محاسبه شده و هزینه اضافه گرفته‌اید.", MessageKind.Complaint, Category.BillingRefund, null),
        ("کارمند شعبه با من بدرفتاری کرد و توهین کرد.", MessageKind.Complaint, Category.StaffService, Priority.Normal),
        ("اپراتور مرکز تماس گوشی را قطع کرد، واقعا بی‌احترامی بود.", MessageKind.Complaint, Category.StaffService, null),
        ("اپلیکیشن بعد از به‌روزرسانی باز نمی‌شود و خطا می‌دهد.", MessageKind.Complaint, Category.TechnicalApp, Priority.Normal),
        ("اینترنت مدام قطع می شود و سرعت خیلی کند است، مشکل حل نشد.", MessageKind.Complaint, Category.TechnicalApp, null),
        ("کد تایید برای ورود به سایت نمی‌آید، نمی‌توانم وارد شوم.", MessageKind.Complaint, Category.TechnicalApp, null),
        ("می‌خواهم قرارداد را فسخ کنم ولی همکاری نمی‌کنید، اعتراض دارم.", MessageKind.Complaint, Category.ContractCancellation, Priority.Normal),
        ("اشتراکم بدون خواست من تمدید شد و لغو نمی‌شود، شکایت دارم.", MessageKind.Complaint, Category.ContractCancellation, null),
        ("اطلاعات شخصی من بدون اجازه منتشر شده است، وکیل من اقدام قانونی خواهد کرد.", MessageKind.Complaint, Category.PrivacyLegal, Priority.Urgent),
        ("شارژر آتش گرفت و دست پسرم سوخت، الان در بیمارستان هستیم.", MessageKind.Complaint, null, Priority.Urgent),
        ("از غذای شما مسموم شدیم و به اورژانس رفتیم.", MessageKind.Complaint, null, Priority.Urgent),
        ("مادرم سالمند است و آسانسور یک ماه است کار نمی‌کند.", MessageKind.Complaint, null, Priority.High),
        ("بدون اطلاع من برداشت شده، این کلاهبرداری است.", MessageKind.Complaint, null, Priority.High),
        ("پیشنهاد می‌کنم حالت شب به برنامه اضافه کنید.", MessageKind.Suggestion, null, Priority.Low),
        ("بهتر است زمان تحویل را خودمان انتخاب کنیم.", MessageKind.Suggestion, null, Priority.Low),
        ("ای کاش امکان پرداخت اقساطی هم داشتید، خیلی خوب می‌شد.", MessageKind.Suggestion, null, null),
        ("رفتار کارکنان شما عالی بود، از خدمات کاملا راضی هستم، سپاسگزارم.", MessageKind.Praise, Category.StaffService, Priority.Low),
        ("خیلی عالی بود، دستتون درد نکنه.", MessageKind.Praise, null, Priority.Low),
        ("سفارشم به موقع رسید و بسته‌بندی عالی بود، ممنونم.", MessageKind.Praise, Category.Delivery, Priority.Low),
        ("چطور می‌توانم گارانتی دستگاه را فعال کنم؟", MessageKind.Question, null, Priority.Normal),
        ("این محصول چه زمانی موجود می‌شود؟", MessageKind.Question, null, Priority.Normal),
        ("آیا ارسال به شهرستان دارید؟ هزینه‌اش چقدر است؟", MessageKind.Question, null, null),
        ("سلام، وقت بخیر", MessageKind.Irrelevant, null, Priority.Low),
        ("برنده شدید! برای دریافت جایزه نقدی کلیک کنید، شرط بندی و کازینو http://example", MessageKind.Spam, null, Priority.Low),
    ];

    [Fact]
    public void Classify_Persian_SaysWhatAPersonSays() => Answers.Check("fa", Sentences);
}
