using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Ingestion.Worker.Settings;

/// <summary>
/// Checks bound records by their validation attributes, records within records too. The texts are our own: the same in every culture, and never
/// with the value in them.
/// </summary>
internal static class AnnotationCheck
{
    public static void Run(object settings, string path, SettingFaults faults)
    {
        foreach (var property in SettingsBinder.Properties(settings.GetType()))
        {
            Check(property, settings, path.Length == 0 ? property.Name : $"{path}:{property.Name}", faults);
        }

        if (settings is IValidatableObject whole)
        {
            foreach (var result in whole.Validate(new ValidationContext(settings)))
            {
                var member = result.MemberNames.FirstOrDefault();
                faults.Add(member is null ? path : $"{path}:{member}", result.ErrorMessage ?? "is not valid");
            }
        }
    }

    private static void Check(PropertyInfo property, object owner, string key, SettingFaults faults)
    {
        var value = property.GetValue(owner);
        foreach (var attribute in property.GetCustomAttributes<ValidationAttribute>(inherit: true).OrderBy(attribute => attribute is RequiredAttribute ? 0 : 1))
        {
            if (!IsValid(attribute, value, property, owner))
            {
                faults.Add(key, Text(attribute, property));
            }
        }

        Below(value, key, faults);
    }

    private static void Below(object? value, string key, SettingFaults faults)
    {
        if (value is null || SettingText.IsScalar(value.GetType(), out _))
        {
            return;
        }

        if (value is System.Collections.IDictionary map)
        {
            foreach (System.Collections.DictionaryEntry entry in map)
            {
                Below(entry.Value, $"{key}:{entry.Key}", faults);
            }
        }
        else if (value is System.Collections.IEnumerable list)
        {
            var index = 0;
            foreach (var member in list)
            {
                Below(member, string.Create(CultureInfo.InvariantCulture, $"{key}:{index++}"), faults);
            }
        }
        else
        {
            Run(value, key, faults);
        }
    }

    private static bool IsValid(ValidationAttribute attribute, object? value, PropertyInfo property, object owner) => attribute switch
    {
        // RangeAttribute converts by the thread's culture; the limits here are texts of settings, too.
        RangeAttribute range when value is IComparable comparable && range.OperandType != typeof(int) && range.OperandType != typeof(double) =>
            Limit(range.OperandType, range.Minimum) is var low && Limit(range.OperandType, range.Maximum) is var high
            && comparable.CompareTo(low) >= (range.MinimumIsExclusive ? 1 : 0) && comparable.CompareTo(high) <= (range.MaximumIsExclusive ? -1 : 0),
        AllowedValuesAttribute when value is null => true,
        AllowedValuesAttribute allowed when value is string text => allowed.Values.Contains(text, EqualityComparer<object?>.Default),
        _ => Holds(attribute, value, property, owner),
    };

    private static bool Holds(ValidationAttribute attribute, object? value, PropertyInfo property, object owner)
    {
        try
        {
            return attribute.GetValidationResult(value, new ValidationContext(owner) { MemberName = property.Name }) is null;
        }
        catch (OverflowException)
        {
            // A number that the limits' type cannot hold is beyond them.
            return false;
        }
    }

    private static object? Limit(Type type, object limit) =>
        limit is string text ? SettingText.TryRead(type, text, out var value) ? value : throw new InvalidOperationException($"[Range] holds '{text}', which is no {type.Name}") : limit;

    private static string Text(ValidationAttribute attribute, PropertyInfo property) => attribute switch
    {
        // Some attributes set the framework's own text with its placeholders here.
        { ErrorMessage: { } own } when !own.Contains("{0}", StringComparison.Ordinal) => own,
        RequiredAttribute => "is missing",
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"must be between {range.Minimum} and {range.Maximum}"),
        StringLengthAttribute { MinimumLength: > 0 } length => string.Create(CultureInfo.InvariantCulture, $"must have {length.MinimumLength} to {length.MaximumLength} characters"),
        StringLengthAttribute length => string.Create(CultureInfo.InvariantCulture, $"must have at most {length.MaximumLength} characters"),
        MinLengthAttribute least => string.Create(CultureInfo.InvariantCulture, $"must have at least {least.Length} {Unit(property, least.Length)}"),
        MaxLengthAttribute most => string.Create(CultureInfo.InvariantCulture, $"must have at most {most.Length} {Unit(property, most.Length)}"),
        AllowedValuesAttribute allowed => "must be one of " + string.Join(", ", allowed.Values),
        EmailAddressAttribute => "must be an e-mail address such as support@example.az",
        UrlAttribute => "must be an address such as https://example.org/path",
        RegularExpressionAttribute pattern => $"must match the pattern {pattern.Pattern}",
        _ => attribute.FormatErrorMessage(property.Name),
    };

    private static string Unit(PropertyInfo property, int count) => (property.PropertyType == typeof(string) ? "character" : "member") + (count == 1 ? "" : "s");
}
