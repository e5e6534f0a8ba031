using System.Globalization;
using Ingestion.Channels;
using Xunit;

namespace Channels.Tests;

/// <summary>What people type as a telephone number, and whose it is.</summary>
public sealed class PhoneNumberTests
{
    private static readonly string[] Regions = ["AE", "AZ", "CA", "DE", "FR", "GB", "GE", "IR", "KZ", "NL", "RU", "TR", "UA", "US"];

    public static TheoryData<string, string?, string?> Spellings => new()
    {
        // With the country: the region does not matter.
        { "+90 532 123 45 67", null, "+905321234567" },
        { "+90 (532) 123-45-67", "AZ", "+905321234567" },
        { "0090 532 123 45 67", null, "+905321234567" },
        { "tel:+90-532-123-45-67", null, "+905321234567" },
        { "+90 (0) 532 123 45 67", null, "+905321234567" },
        { "+90 0532 123 45 67", null, "+905321234567" },
        { "+994 (0)50 123 45 67", null, "+994501234567" },
        { "0098 912 123 4567", null, "+989121234567" },
        { "0098 0912 123 4567", "TR", "+989121234567" },
        { "\u200E+98 912\u00A0123\u20114567\u200F", null, "+989121234567" },
        { "+۹۸ ۹۱۲ ۱۲۳ ۴۵۶۷", null, "+989121234567" },
        { "\uFF0B\uFF19\uFF10 \uFF15\uFF13\uFF12 \uFF11\uFF12\uFF13 \uFF14\uFF15 \uFF16\uFF17", null, "+905321234567" },
        { "+39 06 1234 5678", null, "+390612345678" },
        { "+39 0612345678", "TR", "+390612345678" },
        { "+44 (0)20 7946 0018", null, "+442079460018" },
        { "+7 8 495 123 45 67", null, "+74951234567" },
        { "+90 444 0 333", null, "+904440333" },

        // Without it, as people at home write.
        { "0532 123 45 67", "TR", "+905321234567" },
        { "0 (532) 123 45 67", "TR", "+905321234567" },
        { "532 123 45 67", "TR", "+905321234567" },
        { "90 532 123 45 67", "TR", "+905321234567" },
        { "0212 555 12 34", "TR", "+902125551234" },
        { "٠٥٣٢ ١٢٣ ٤٥ ٦٧", "TR", "+905321234567" },
        { "050 123 45 67", "AZ", "+994501234567" },
        { "0 50 123 45 67", "AZ", "+994501234567" },
        { "50 123 45 67", "AZ", "+994501234567" },
        { "8-50-123-45-67", "AZ", "+994501234567" },
        { "8-050-123-45-67", "AZ", "+994501234567" },
        { "994 50 123 45 67", "AZ", "+994501234567" },
        { "(012) 555-12-34", "AZ", "+994125551234" },
        { "88 123 45 67", "AZ", "+994881234567" },
        { "09121234567", "IR", "+989121234567" },
        { "۰۹۱۲ ۱۲۳ ۴۵۶۷", "IR", "+989121234567" },
        { "9121234567", "IR", "+989121234567" },
        { "98 912 123 4567", "IR", "+989121234567" },
        { "98 0912 123 4567", "IR", "+989121234567" },
        { "021-1234 5678", "IR", "+982112345678" },
        { "8 (916) 123-45-67", "RU", "+79161234567" },
        { "800 123-45-67", "RU", "+78001234567" },
        { "(415) 555-2671", "US", "+14155552671" },
        { "1-415-555-2671", "US", "+14155552671" },
        { "030/123456", "DE", "+4930123456" },
        { "07700 900123", "GB", "+447700900123" },

        // Nobody's in particular.
        { "0532 123 45 67", null, null },
        { "532 123 45 67", "AZ", null },
        { "123 45 67", "TR", null },
        { "123456", "DE", null },
        { "444 0 333", "TR", null },
        { "112", "TR", null },
        { "70001", "TR", null },
        { "VODAFONE", "TR", null },
        { "", "TR", null },
        { "+", "TR", null },

        // Extensions: several people answer there. And two numbers in one field.
        { "0212 555 12 34 dahili 12", "TR", null },
        { "0212 555 12 34/12", "TR", null },
        { "+90 212 555 12 34/12", null, null },
        { "+90 212 555 12 34 x12", null, null },
        { "+90 212 555 12 34;ext=12", null, null },
        { "0532 111 22 33 / 0533 222 33 44", "TR", null },

        // What only looks like digits or a plus.
        { "+90 532 ①②③ 45 67", null, null },
        { "+90 532 ²²² 45 67", null, null },
        { "90+5321234567", "TR", null },
        { "+0 532 123 45 67", null, null },
        { "+90 0 0532 123 45 67", null, null },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Read_Spelling_NumberOrNull(string typed, string? region, string? expected)
    {
        foreach (var culture in (string[])["", "tr-TR", "az-Latn-AZ", "fa-IR", "en-US"])
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, PhoneNumber.Read(typed, region)?.Value);
        }
    }

    [Fact]
    public void Read_WhatItReadOnce_StaysAsItIs()
    {
        var random = new Random(20261122);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var typed = Typed(random);
            if (PhoneNumber.Read(typed, Regions[random.Next(Regions.Length)]) is not { } point)
            {
                continue;
            }

            read++;
            Assert.Matches("^\\+[1-9][0-9]{6,14}$", point.Value);
            Assert.All((string?[])[null, .. Regions], region => Assert.Equal(point, PhoneNumber.Read(point.Value, region)));
        }

        Assert.True(read > 5_000, $"only {read} of the texts were numbers");
    }

    [Fact]
    public void Read_HomeSpellingsOfTwoNumbers_NeverMeet()
    {
        var random = new Random(20261122);
        foreach (var region in Regions)
        {
            var owners = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < 2_000; i++)
            {
                var (number, spellings) = Number(random, PhonePlans.Of(region)!);
                foreach (var spelling in spellings)
                {
                    Assert.Equal(number, PhoneNumber.Read(spelling, region)?.Value);
                    Assert.Equal(number, owners.TryGetValue(spelling, out var owner) ? owner : owners[spelling] = number);
                }
            }
        }
    }

    private static (string Number, string[] Spellings) Number(Random random, PhonePlan plan)
    {
        var digits = plan.First[random.Next(plan.First.Length)]
            + string.Concat(Enumerable.Range(1, random.Next(plan.Shortest, plan.Longest + 1) - 1).Select(_ => (char)('0' + random.Next(10))));
        var number = $"+{plan.CountryCode}{digits}";
        List<string> spellings = [number, $"00{plan.CountryCode} {digits}", $"{plan.Trunk} {digits[..3]}-{digits[3..]}"];
        if (plan.IsFixed)
        {
            spellings.AddRange([digits, plan.CountryCode + digits]);
        }

        if (plan.FormerTrunk is { } former)
        {
            spellings.AddRange([$"{former}-{digits}", $"{former}-0{digits}"]);
        }

        return (number, [.. spellings]);
    }

    private static string Typed(Random random)
    {
        const string Letters = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹ -()./\u200F";
        string[] starts = ["+", "00", "0", "8", "+90", "+994", "0098", "90", "", "5", "9"];
        return starts[random.Next(starts.Length)] + string.Concat(Enumerable.Range(0, random.Next(6, 16)).Select(_ => Letters[random.Next(Letters.Length)]));
    }
}
