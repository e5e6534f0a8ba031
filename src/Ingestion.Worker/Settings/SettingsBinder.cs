using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ingestion.Worker.Settings;

/// <summary>
/// Fills settings records from nodes and names every unknown key, wrong type and missing value. The framework's binder stops at the first wrong
/// value, ignores unknown keys when told nothing else and reads <c>60</c> as sixty days.
/// </summary>
internal sealed class SettingsBinder(SettingFaults faults)
{
    /// <summary>
    /// A new <paramref name="type"/> with what <paramref name="node"/> holds; a null node gives the defaults. Keys named in
    /// <paramref name="elsewhere"/> are somebody else's.
    /// </summary>
    public object Bind(Type type, SettingNode? node, string path, params ReadOnlySpan<string> elsewhere)
    {
        var target = Activator.CreateInstance(type)!;
        var properties = Properties(type);
        if (node?.Value is not null)
        {
            faults.Add(node.Path, "must be a section with keys below it");
            return target;
        }

        foreach (var child in node?.Children ?? [])
        {
            if (Contains(elsewhere, child.Key))
            {
                continue;
            }

            if (Find(properties, child.Key) is { } property)
            {
                Fill(target, property, child);
            }
            else
            {
                faults.Add(child.Path, Unknown(child, [.. properties.Select(known => known.Name), .. elsewhere]));
            }
        }

        foreach (var property in properties)
        {
            if (property.IsDefined(typeof(RequiredMemberAttribute)) && property.GetValue(target) is null)
            {
                faults.Add(Join(path, property.Name), "is missing");
            }
        }

        return target;
    }

    /// <summary>The settable properties of a settings record.</summary>
    public static IReadOnlyList<PropertyInfo> Properties(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)];

    /// <summary>The member's type of a list type, or null.</summary>
    public static Type? ListMember(Type type) => type switch
    {
        { IsArray: true } => type.GetElementType(),
        { IsGenericType: true } when type.GetGenericTypeDefinition() is var open
            && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyCollection<>) || open == typeof(IEnumerable<>) || open == typeof(IList<>) || open == typeof(List<>))
            => type.GetGenericArguments()[0],
        _ => null,
    };

    /// <summary>The value's type of a dictionary with text keys, or null.</summary>
    public static Type? DictionaryMember(Type type) =>
        type is { IsGenericType: true } && type.GetGenericTypeDefinition() is var open
        && (open == typeof(IReadOnlyDictionary<,>) || open == typeof(IDictionary<,>) || open == typeof(Dictionary<,>))
        && type.GetGenericArguments()[0] == typeof(string)
            ? type.GetGenericArguments()[1]
            : null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";

    private static PropertyInfo? Find(IReadOnlyList<PropertyInfo> properties, string name) =>
        properties.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));

    private static bool Contains(ReadOnlySpan<string> names, string name)
    {
        foreach (var known in names)
        {
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Unknown(SettingNode node, IReadOnlyList<string> known) =>
        Nearest.To(node.Key, known) is { } near ? $"is not known; did you mean {near}?" : $"is not known; there are {string.Join(", ", known.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))}";

    private void Fill(object target, PropertyInfo property, SettingNode node)
    {
        if (Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, node) is { } value)
        {
            property.SetValue(target, value);
        }
    }

    private object? Value(Type type, SettingNode node)
    {
        if (SettingText.IsScalar(type, out var shape))
        {
            return Scalar(type, node, shape);
        }

        if (ListMember(type) is { } member)
        {
            return List(type, member, node);
        }

        if (DictionaryMember(type) is { } entry)
        {
            return Map(entry, node);
        }

        return node.Value is null && node.Children.Count == 0 ? null : Bind(type, node, node.Path);
    }

    private object? Scalar(Type type, SettingNode node, string shape)
    {
        if (node.Children.Count > 0 || node.IsEmptyList)
        {
            faults.Add(node.Path, $"must be {shape}, not a section");
            return null;
        }

        // An empty text is how a variable of the environment says "not set".
        if (node.Value is null || (node.Value.Length == 0 && type != typeof(string)))
        {
            return null;
        }

        if (SettingText.TryRead(type, node.Value, out var value))
        {
            return value;
        }

        faults.Add(node.Path, $"must be {shape}");
        return null;
    }

    private object? List(Type type, Type member, SettingNode node)
    {
        if (node.Value is { Length: > 0 })
        {
            faults.Add(node.Path, $"must be a list: [ … ] in the file, {node.Key}__0, {node.Key}__1 … in the environment");
            return null;
        }

        if (node.Children.Count == 0 && !node.IsEmptyList)
        {
            return null;
        }

        var values = new List<object>();
        foreach (var child in node.Children.OrderBy(Index))
        {
            if (Index(child) == int.MaxValue)
            {
                faults.Add(child.Path, "is not a place in a list; places are 0, 1, 2 …");
            }
            else if (Value(member, child) is { } value)
            {
                values.Add(value);
            }
        }

        var array = Array.CreateInstance(member, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            array.SetValue(values[i], i);
        }

        return type.IsAssignableFrom(array.GetType()) ? array : Activator.CreateInstance(typeof(List<>).MakeGenericType(member), array);
    }

    private object? Map(Type entry, SettingNode node)
    {
        if (node.Value is { Length: > 0 } || node.IsEmptyList)
        {
            faults.Add(node.Path, "must be a section with keys below it");
            return null;
        }

        var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), entry))!;
        foreach (var child in node.Children)
        {
            if (Value(entry, child) is { } value)
            {
                map[child.Key] = value;
            }
        }

        return map;
    }

    private static int Index(SettingNode node) => SettingText.TryRead(typeof(int), node.Key, out var index) && index is >= 0 and int place ? place : int.MaxValue;
}
