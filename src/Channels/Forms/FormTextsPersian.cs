namespace Ingestion.Channels.Forms;

internal static class FormTextsPersian
{
    public static readonly FormTexts Texts = new()
    {
        Language = "fa",
        Title = "به ما بنویسید",
        Lead = "بنویسید چه شده است؛ بی‌درنگ یک شمارهٔ پیگیری به شما می‌دهیم.",
        Optional = "اختیاری",
        Name = "نام و نام خانوادگی",
        Contact = "چگونه با شما تماس بگیریم؟",
        ContactHint = "دست‌کم یکی را بنویسید.",
        Email = "نشانی ایمیل",
        Phone = "شمارهٔ تلفن",
        PhoneHint = "با کد کشور، برای نمونه",
        PhoneExample = "+98 912 345 6789",
        Message = "پیام شما",
        MessageHint = "حداکثر {0} نویسه. لطفاً شمارهٔ کارت یا گذرواژه ننویسید.",
        Reference = "شمارهٔ پیگیری پیام پیشین شما",
        ReferenceHint = "اگر دارید، ۱۲ رقم، برای نمونه",
        Trap = "این خانه را خالی بگذارید",
        Send = "ارسال",
        Privacy = "دربارهٔ حفاظت از داده‌های شخصی",
        ErrorPrefix = "خطا",
        ErrorTitle = "پیام شما هنوز فرستاده نشده است",
        CheckField = "این خانه را بررسی کنید.",
        NameTooLong = "نام حداکثر ۱۰۰ نویسه است.",
        ContactRequired = "نشانی ایمیل یا شمارهٔ تلفن خود را بنویسید.",
        EmailInvalid = "نشانی ایمیل را بررسی کنید.",
        PhoneInvalid = "شمارهٔ تلفن را بررسی کنید.",
        MessageRequired = "پیام خود را بنویسید.",
        MessageTooLongFormat = "پیام شما {1} نویسه دارد؛ حداکثر {0} نویسه ممکن است.",
        ReferenceInvalid = "شمارهٔ پیگیری را بررسی کنید.",
        SendAgain = "لطفاً یک بار دیگر دکمهٔ «ارسال» را بزنید.",
        Thanks = "پیام شما رسید",
        NumberLabel = "شمارهٔ پیگیری شما",
        KeepNumber = "این شماره را نگه دارید و اگر دوباره برای ما نوشتید، آن را هم بنویسید.",
        NumberFollows = "شمارهٔ پیگیری شما آماده می‌شود. برای دیدن آن، کمی بعد این صفحه را تازه کنید.",
        Repeat = "این پیام را پیش‌تر فرستاده بودید؛ یک بار ثبت شده است.",
        Another = "پیام تازه بنویسید",
    };
}
